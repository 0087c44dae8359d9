package io.asva.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistilledTest {
  @Test
  void whatIsWrittenIsRead(@TempDir Path unet) throws IOException {
    Distilled distilled = new Distilled(4, 1.5, 50, 10);
    String config = distilled.in("{\"in_channels\": 4, \"distilled\": {\"audio_guidance\": 7}}");
    assertThat(config).contains("\"in_channels\" : 4").doesNotContain("7");
    Files.writeString(unet.resolve("config.json"), config);
    assertThat(Distilled.of(unet)).contains(distilled);
    Files.writeString(unet.resolve("config.json"), "{\"in_channels\": 4}");
    assertThat(Distilled.of(unet)).isEmpty();
  }
}
