package io.asva.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that torch wrote; src/test/resources/weights/make.py made them. */
class TorchFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/weights");

  @ParameterizedTest
  @ValueSource(strings = {"training-2.pt", "training-4.pt", "training-5.pt", "training-legacy.pt"})
  void aTrainingStateOpensAsItsModel(String file) {
    Weights weights = Weights.open(FOLDER.resolve(file));

    assertThat(weights.tensors().stream().map(WeightTensor::name))
        .containsExactly(
            "conv.weight",
            "conv.bias",
            "norm.weight",
            "norm.bias",
            "norm.running_mean",
            "norm.running_var",
            "norm.num_batches_tracked");
    assertThat(((FloatTensor) weights.read("conv.bias")).values())
        .containsExactly(0.5f, 1.5f, 2.5f);
    assertThat(weights.require("conv.weight").shape()).isEqualTo(Shape.of(3, 2, 2, 3));
    assertThat(weights.require("norm.num_batches_tracked").shape()).isEqualTo(Shape.of());
    assertThat(((LongTensor) weights.read("norm.num_batches_tracked")).values()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"training-2.pt", "training-4.pt", "training-5.pt", "training-legacy.pt"})
  void theTreeOfATrainingStateHoldsItsOptimizerToo(String file) {
    Weights tree = Weights.openTree(FOLDER.resolve(file));

    assertThat(tree.prefix("state_dict.module.").tensors()).hasSize(7);
    assertThat(tree.prefix("optimizer.").tensors()).hasSize(12);
    assertThat(((FloatTensor) tree.read("optimizer.state.3.exp_avg")).values()).containsOnly(0.6f);
  }

  @Test
  void anOptimizersFileOpens() {
    Weights weights = Weights.open(FOLDER.resolve("optimizer.bin"));

    assertThat(weights.tensors()).hasSize(12);
    assertThat(weights.require("state.0.exp_avg").shape()).isEqualTo(Shape.of(3, 2, 2, 3));
  }

  @Test
  void everyKindOfViewAndContainerIsRead() {
    Weights weights = Weights.open(FOLDER.resolve("kinds.pt"));

    assertThat(((LongTensor) weights.read("short")).values()).containsExactly(-3, 4);
    assertThat(((LongTensor) weights.read("char")).values()).containsExactly(-5, 6);
    assertThat(((FloatTensor) weights.read("expanded")).values()).containsExactly(7, 7, 7, 8, 8, 8);
    assertThat(((FloatTensor) weights.read("list.1.0")).values()).containsExactly(2);
    assertThat(((FloatTensor) weights.read("parameter")).values()).containsExactly(1.5f);
    assertThat(((LongTensor) weights.read("nested.deep.w")).values())
        .containsExactly(2, 3, 4, 5, 6, 7);
    assertThat(((FloatTensor) weights.read("5")).values()).containsExactly(5);
    float[] gathered = ((FloatTensor) weights.read("channels_last")).values();
    for (int i = 0; i < 36; i++) {
      assertThat(gathered[i]).isEqualTo(i + 0.5f);
    }
  }

  @Test
  void contiguousTensorsStayInTheFileAndStridedOnesAreGathered() {
    Weights weights = Weights.open(WeightSamples.file("zip.pt"));

    assertThat(weights.require("view.rows").data()).isInstanceOf(WeightTensor.InFile.class);
    assertThat(weights.require("shared.a").data()).isEqualTo(weights.require("shared.b").data());
    assertThat(weights.require("view.transposed").data()).isInstanceOf(WeightTensor.InMemory.class);
    assertThat(weights.require("empty").bytes()).isZero();
  }

  @Test
  void aMappedTensorHasTheBytesThatAreRead() {
    Weights weights = Weights.open(WeightSamples.file("legacy.pt"));
    for (String name : new String[] {"plain.weight", "view.column", "empty"}) {
      ByteBuffer mapped = weights.map(weights.require(name));
      float[] values = ((FloatTensor) weights.read(name)).values();

      assertThat(mapped.isReadOnly()).isTrue();
      assertThat(mapped.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
      assertThat(mapped.remaining()).isEqualTo(4 * values.length);
      for (int i = 0; i < values.length; i++) {
        assertThat(mapped.getFloat(4 * i)).isEqualTo(values[i]);
      }
    }
  }

  @Test
  void oldListsOfViewsAreRead() {
    Weights weights = Weights.open(FOLDER.resolve("list-legacy.pt"));

    assertThat(((FloatTensor) weights.read("1")).values()).containsExactly(0, 3, 6, 9);
    assertThat(((FloatTensor) weights.read("2")).values()).containsExactly(4, 5, 6, 7, 8, 9);
  }

  @Test
  void aZip64FileOfMoreThanFourGibibytesIsReadAtItsEnd(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("big.pt");
    long elements = (5L << 30) / 4;
    TorchSample sample = new TorchSample().op('}', '(').text("big");
    sample.tensor("Float", "0", elements, elements - 2, new long[] {2}, new long[] {1});
    sample.text("after").tensor("Long", "1", 1, 0, new long[] {1}, new long[] {1}).op('u');
    try (TorchSample.Zip zip = new TorchSample.Zip(file)) {
      byte[] end = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(2.5f).array();
      zip.entry("x/data/0", 4 * elements, end);
      zip.entry("x/data/1", 8, new byte[] {9, 0, 0, 0, 0, 0, 0, 0});
      byte[] pickle = sample.bytes();
      zip.entry("x/data.pkl", pickle.length, pickle);
    }
    Weights weights = Weights.open(file);

    assertThat(((FloatTensor) weights.read("big")).values()).containsExactly(0, 2.5f);
    assertThat(((LongTensor) weights.read("after")).values()).containsExactly(9);
    assertThat(((WeightTensor.InFile) weights.require("after").data()).offset())
        .isGreaterThan(5L << 30);
  }

  @Test
  void theTypesOfStoragesAreKept() {
    Weights weights = Weights.open(WeightSamples.file("legacy.pt"));

    assertThat(weights.require("half").type()).isEqualTo(ElementType.F16);
    assertThat(weights.require("bf16").type()).isEqualTo(ElementType.BF16);
    assertThat(weights.require("double").type()).isEqualTo(ElementType.F64);
    assertThat(weights.require("bool").type()).isEqualTo(ElementType.BOOL);
  }
}
