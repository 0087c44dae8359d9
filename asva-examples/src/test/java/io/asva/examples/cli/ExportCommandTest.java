package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {
  private final Path folder;

  ExportCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "unet, sample, eps",
    "vae-encoder, image, std",
    "vae-decoder, latent, image",
    "text, ids, states",
    "audio, mel, tokens"
  })
  void everyNetworkOpensByItsPath(String network, String input, String output) throws OrtException {
    CommandRun run = export(network, "--self-contained");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("model.onnx", "in   " + input, "out  " + output, "copied");
    try (OrtSession session =
        OrtEnvironment.getEnvironment()
            .createSession(folder.resolve("onnx/model.onnx").toString())) {
      assertThat(session.getInputNames()).contains(input);
      assertThat(session.getOutputNames()).contains(output);
    }
  }

  @Test
  void framesAndSizeAreChosen() {
    assertThat(export("unet", "--frames", "5", "--size", "128x192").out())
        .contains("sample F32 1x5x16x24x4");
  }

  @Test
  void nothingIsOverwritten() {
    assertThat(export("text").code()).isZero();
    CommandRun again = export("text");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("not overwritten");
  }

  private CommandRun export(String network, String... more) {
    String[] first = {
      "export",
      "--models",
      SmallDemo.MODELS.toString(),
      "--dataset",
      "Demo",
      "--network",
      network,
      "--to",
      folder.resolve("onnx").toString()
    };
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return CommandRun.of(all);
  }
}
