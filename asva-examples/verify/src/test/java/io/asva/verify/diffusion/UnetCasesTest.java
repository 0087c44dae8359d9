package io.asva.verify.diffusion;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnetCasesTest {
  private static GoldenCase smallest() {
    return GoldenCases.named("unet-tiny-two-layers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv_in.conv_temp.weight",
        "down_blocks.1.attentions.1.transformer_blocks.0.attn_audio.to_k.weight",
        "up_blocks.3.resnets.2.conv2.weight",
      })
  void oneChangedWeightTurnsTheComparisonRed(String name) {
    GoldenCases.assertFails(
        new UnetCases(weights -> ChangedWeights.perturbed(weights, name)), smallest());
  }

  @Test
  void aDroppedMaskTurnsTheComparisonRed(@TempDir Path folder) throws IOException {
    GoldenCase golden = smallest();
    CaseCopies.changed(golden, folder, json -> {});
    SafetensorsWriter inputs = new SafetensorsWriter();
    golden.inputNames().stream()
        .filter(name -> !name.equals("audio_mask"))
        .forEach(name -> inputs.add(name, golden.input(name)));
    ByteTensor mask = (ByteTensor) golden.input("audio_mask");
    byte[] all = new byte[mask.values().length];
    Arrays.fill(all, (byte) 1);
    inputs.add("audio_mask", new ByteTensor(mask.shape(), all));
    inputs.replace(folder.resolve("inputs.safetensors"));
    GoldenCases.assertFails(new UnetCases(), GoldenCase.read(folder));
  }
}
