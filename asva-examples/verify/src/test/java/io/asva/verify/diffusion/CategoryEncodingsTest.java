package io.asva.verify.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.config.ModelConfig;
import io.asva.core.files.IfExists;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.TensorComparison;
import io.asva.core.weights.Weights;
import io.asva.diffusion.spi.TextSource;
import io.asva.diffusion.text.CategoryEncoder;
import io.asva.diffusion.text.CategoryEncodings;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.diffusion.text.TextEncoder;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CategoryEncodingsTest {
  /** The golden case's texts through the file come out as the original's encoder gave them. */
  @Test
  void theFileHoldsWhatTheOriginalEncoderGives(@TempDir Path folder) {
    GoldenCase golden = GoldenCases.ofKind("clip.text").get(0);
    LongTensor ids = (LongTensor) golden.input("ids");
    ClipTextConfig config =
        ClipTextConfig.of(ModelConfig.of(golden.json().path("config"), "config.json"));
    Weights weights = CaseWeights.of(golden, ClipTextGraph.weights(config));
    Path file = folder.resolve("golden.safetensors");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < ids.shape().dim(0); i++) {
      names.add(String.valueOf(i));
    }
    try (TextSource source = new IdSource(TextEncoder.open(config, weights, Device.cpu()), ids)) {
      new CategoryEncoder(source).write(names, file, IfExists.FAIL, ProgressMonitor.none());
    }
    CategoryEncodings read = CategoryEncodings.open(file, folder.resolve("none"));
    List<FloatTensor> rows = names.stream().map(name -> read.find(name).orElseThrow()).toList();
    String output = golden.expectedNames().iterator().next();
    assertThat(
            TensorComparison.compare(
                    output,
                    FloatTensor.concat(rows),
                    golden.expected(output),
                    golden.tolerance(output))
                .passed())
        .isTrue();
  }

  /** Texts that are the numbers of a case's rows of ids. */
  private record IdSource(TextEncoder encoder, LongTensor ids) implements TextSource {
    @Override
    public int channels() {
      return encoder.config().hiddenSize();
    }

    @Override
    public FloatTensor category(String name, Cancellation cancellation) {
      return text(name, cancellation);
    }

    @Override
    public FloatTensor text(String text, Cancellation cancellation) {
      return encoder.encode(ids.row(Integer.parseInt(text)), cancellation);
    }

    @Override
    public FloatTensor nullText(Cancellation cancellation) {
      return text("0", cancellation);
    }

    @Override
    public void close() {
      encoder.close();
    }
  }
}
