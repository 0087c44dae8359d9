package io.asva.audio.imagebind;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.audio.MelSpectrogram;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import org.junit.jupiter.api.Test;

class FreshAudioEncoderTest {
  private static final ImageBindConfig CONFIG = new ImageBindConfig(64, 2, 1, 32);

  private static float[] values(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  private static double deviation(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum / values.length);
  }

  @Test
  void everyWeightHasAValueAndTheEncoderRuns() {
    Weights weights = FreshAudioEncoder.of(CONFIG, ImageBindNames.trained(), 1).inMemory();

    assertThat(weights.tensors())
        .hasSize(ImageBindAudioGraph.weights(CONFIG, ImageBindNames.trained()).size());
    String attention = "trunk.blocks.1.attn.";
    assertThat(deviation(values(weights, attention + "in_proj_weight")))
        .isBetween(0.85 * Math.sqrt(2.0 / 256), 1.15 * Math.sqrt(2.0 / 256));
    assertThat(values(weights, attention + "in_proj_bias")).containsOnly(0);
    assertThat(values(weights, attention + "out_proj.bias")).containsOnly(0);
    assertThat(deviation(values(weights, attention + "bias_k"))).isBetween(0.08, 0.17);
    assertThat(deviation(values(weights, "preprocessor.pos_embedding_helper.pos_embed")))
        .isBetween(0.12, 0.13);
    try (ImageBindAudio encoder = ImageBindAudio.open(weights, Device.cpu())) {
      FloatTensor tokens =
          encoder
              .encode(
                  MelSpectrogram.none().reshape(1, 1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES))
              .tokens();
      assertThat(deviation(tokens.values())).isBetween(0.9, 1.1); // normalised
    }
  }
}
