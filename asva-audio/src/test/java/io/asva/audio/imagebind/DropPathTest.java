package io.asva.audio.imagebind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.random.CounterRandom;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.WeightRecipe;
import org.junit.jupiter.api.Test;

class DropPathTest {
  private static final ImageBindConfig CONFIG = new ImageBindConfig(64, 3, 1, 16);

  @Test
  void theRateRisesFromBlockToBlockAndWhatStaysIsScaled() {
    int tokens = 20_000;
    float[] factors = new DropPath(0.2).factors(3, tokens, CounterRandom.of(1)).values();
    double[] rates = {0, 0, 0.1, 0.1, 0.2, 0.2};
    for (int row = 0; row < rates.length; row++) {
      int dropped = 0;
      for (int i = row * tokens; i < (row + 1) * tokens; i++) {
        if (factors[i] == 0) {
          dropped++;
        } else {
          assertThat(factors[i]).isEqualTo((float) (1 / (1 - rates[row])));
        }
      }
      assertThat(dropped / (double) tokens).isCloseTo(rates[row], within(0.01));
    }
  }

  @Test
  void theSameDrawIsTheSameEachTime() {
    DropPath path = new DropPath(0.5);
    assertThat(path.factors(3, 50, CounterRandom.of(4)).values())
        .isEqualTo(path.factors(3, 50, CounterRandom.of(4)).values())
        .isNotEqualTo(path.factors(3, 50, CounterRandom.of(5)).values());
    assertThatThrownBy(() -> new DropPath(1)).hasMessageContaining("from 0 to below 1, not 1.0");
  }

  private static Weights weights() {
    return FreshAudioEncoder.of(CONFIG, ImageBindNames.trained(), 2).inMemory();
  }

  private static FloatTensor mels(int batch) {
    Shape shape = Shape.of(batch, ImageBindAudioGraph.BINS, ImageBindAudioGraph.STEPS);
    return new FloatTensor(shape, new WeightRecipe("mels", 1).values("mels", shape));
  }

  private static FloatTensor tokens(double rate, FloatTensor mels, long seed) {
    try (DroppingAudio audio = DroppingAudio.open(weights(), Device.cpu(), new DropPath(rate))) {
      return audio.tokens(mels, CounterRandom.of(seed));
    }
  }

  @Test
  void withoutDroppingItIsTheEncoder() {
    FloatTensor mels = mels(1);
    try (ImageBindAudio plain = ImageBindAudio.open(weights(), Device.cpu())) {
      float[] expected =
          plain
              .encode(mels.reshape(1, 1, ImageBindAudioGraph.BINS, ImageBindAudioGraph.STEPS))
              .tokens()
              .values();
      float[] actual = tokens(0, mels, 1).values();
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isEqualTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void allAudioClipsOfABatchLoseTheSameAndAnotherDrawLosesOther() {
    FloatTensor mels = mels(2);
    FloatTensor both = tokens(0.5, mels, 3);
    assertThat(both.shape().dims()).containsExactly(2, ImageBindAudioGraph.TOKENS, 64);
    assertThat(both.row(1).values())
        .isEqualTo(tokens(0.5, mels.row(1), 3).values())
        .isNotEqualTo(tokens(0.5, mels.row(1), 4).values())
        .isNotEqualTo(tokens(0, mels.row(1), 3).values());
  }
}
