package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.demo.models.DemoModels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  @Test
  void measuresAFolderOfModels() throws Exception {
    CommandRun run =
        CommandRun.of(
            "bench", "--models=" + DemoModels.folder(), "--device=cpu", "--steps=2", "--json");
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertThat(result.get("results")).hasSize(1);
    JsonNode fastest = result.get("fastest");
    assertThat(fastest.get("device").asText()).isEqualTo("CPU");
    assertThat(fastest.get("precision").asText()).isEqualTo("fp32");
    int evaluations = fastest.get("evaluations").asInt();
    assertThat(evaluations).isBetween(2, 3);
    for (String figure : new String[] {"evaluation", "encode_seconds", "decode_seconds"}) {
      assertThat(fastest.get(figure).asDouble()).as(figure).isPositive();
    }
    assertThat(fastest.get("clip_seconds").asDouble())
        .isCloseTo(
            fastest.get("encode_seconds").asDouble()
                + evaluations * fastest.get("evaluation").asDouble()
                + fastest.get("decode_seconds").asDouble(),
            within(1e-9));
  }

  @Test
  void whatCantBeMeasuredSaysWhy(@TempDir Path empty) {
    CommandRun run = CommandRun.of("bench", "--models=" + empty, "--device=cpu");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("CPU", "fp32", empty.toString()).doesNotContain("Fastest");
  }
}
