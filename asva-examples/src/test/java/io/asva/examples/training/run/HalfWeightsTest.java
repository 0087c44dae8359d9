package io.asva.examples.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfWeightsTest {
  private final Path folder;

  HalfWeightsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void numbersAreRoundedToHalfPrecisionAndWhatCantBeStays() {
    Path whole = folder.resolve("whole.safetensors");
    new SafetensorsWriter()
        .add("a.weight", FloatTensor.of(new float[] {1f / 3, -2, 6e-5f}, 3))
        .add("bn.running_var", FloatTensor.of(new float[] {1e6f}, 1))
        .add("bn.num_batches_tracked", LongTensor.of(new long[] {70000}))
        .write(whole);

    Path half = folder.resolve("half.safetensors");
    HalfWeights.write(Weights.open(whole), half);

    Weights read = Weights.open(half);
    assertThat(read.require("a.weight").type()).isEqualTo(ElementType.F16);
    float[] values = ((FloatTensor) read.read("a.weight")).values();
    assertThat(values[0]).isCloseTo(1f / 3, within(1e-4f)).isNotEqualTo(1f / 3);
    assertThat(values[1]).isEqualTo(-2);
    assertThat(((FloatTensor) read.read("bn.running_var")).values()).containsExactly(1e6f);
    assertThat(((LongTensor) read.read("bn.num_batches_tracked")).values()).containsExactly(70000);
  }
}
