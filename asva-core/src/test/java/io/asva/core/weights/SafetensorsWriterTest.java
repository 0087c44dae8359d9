package io.asva.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.HalfFloat;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  @Test
  void whatIsWrittenIsReadBackInOrder(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.safetensors");
    new SafetensorsWriter()
        .metadata("format", "pt \"quoted\"")
        .add("z.bytes", new ByteTensor(Shape.of(3), new byte[] {1, 2, -1}))
        .add("a.floats", FloatTensor.of(new float[] {1.5f, -2}, 2, 1))
        .add("scalar", new LongTensor(Shape.of(), new long[] {-7}))
        .add("empty", FloatTensor.zeros(0, 4))
        .add(
            "half ü",
            ElementType.F16,
            Shape.of(2),
            (offset, into) -> {
              into.putShort(HalfFloat.fromFloat(0.5f)).putShort(HalfFloat.fromFloat(-3));
            })
        .write(file);
    Weights weights = Weights.open(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) bytes.getLong(0);

    assertThat(weights.tensors().stream().map(WeightTensor::name))
        .containsExactly("z.bytes", "a.floats", "scalar", "empty", "half ü");
    assertThat(((FloatTensor) weights.read("a.floats")).values()).containsExactly(1.5f, -2);
    assertThat(((LongTensor) weights.read("scalar")).values()).containsExactly(-7);
    assertThat(((ByteTensor) weights.read("z.bytes")).values()).containsExactly(1, 2, -1);
    assertThat(((FloatTensor) weights.read("half ü")).values()).containsExactly(0.5f, -3);
    assertThat(weights.require("empty").shape()).isEqualTo(Shape.of(0, 4));
    assertThat(header % 8).isZero();
    assertThat(new String(bytes.array(), 8, header, StandardCharsets.UTF_8))
        .startsWith("{\"__metadata__\":{\"format\":\"pt \\\"quoted\\\"\"},\"z.bytes\":");
    assertThat(bytes.capacity()).isEqualTo(8 + header + 3 + 8 + 8 + 4);
  }

  @Test
  void piecesOfLargeTensorsMeetWhateverTheThreads(@TempDir Path folder) throws IOException {
    int n = 1_000_003;
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = i;
    }
    for (int threads : new int[] {1, 3}) {
      Path file = folder.resolve(threads + ".safetensors");
      new SafetensorsWriter()
          .threads(threads)
          .add("a", FloatTensor.of(values, n))
          .add("b", FloatTensor.of(values, 1, n))
          .write(file);

      assertThat(((FloatTensor) Weights.open(file).read("a")).values()).isEqualTo(values);
      assertThat(((FloatTensor) Weights.open(file).read("b")).values()).isEqualTo(values);
    }
    assertThat(Files.mismatch(folder.resolve("1.safetensors"), folder.resolve("3.safetensors")))
        .isEqualTo(-1);
  }

  @Test
  void weightsAreCopiedAsTheyAre(@TempDir Path folder) {
    Weights original = Weights.open(WeightSamples.file("zip.pt"));
    Path file = folder.resolve("copy.safetensors");
    new SafetensorsWriter().addAll(original).write(file);
    Weights copy = Weights.open(file);

    assertThat(copy.tensors()).hasSameSizeAs(original.tensors());
    for (WeightTensor tensor : original.tensors()) {
      assertThat(copy.require(tensor.name()).type()).isEqualTo(tensor.type());
      assertThat(copy.map(copy.require(tensor.name()))).isEqualTo(original.map(tensor));
    }
  }

  @Test
  void anExistingFileIsNotOverwrittenUnasked(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), "precious");
    SafetensorsWriter writer = new SafetensorsWriter().add("a", FloatTensor.zeros(2));

    assertThatThrownBy(() -> writer.write(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file + " exists and is not overwritten");
    assertThat(file).hasContent("precious");
    writer.replace(file);
    assertThat(Weights.open(file).tensors()).hasSize(1);
  }

  @Test
  void aFailureLeavesWhatWasThereAndNothingElse(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), "precious");
    for (int threads : new int[] {1, 2}) {
      SafetensorsWriter writer =
          new SafetensorsWriter()
              .threads(threads)
              .add("a", FloatTensor.zeros(2))
              .add("b", ElementType.F32, Shape.of(2), (offset, into) -> into.putFloat(1));

      assertThatThrownBy(() -> writer.replace(file))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("Can't write " + file)
          .hasMessageContaining("ended 4 bytes early");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(file).hasContent("precious");
  }

  @Test
  void aFolderThatIsNotThereIsReported(@TempDir Path folder) {
    assertThatThrownBy(() -> new SafetensorsWriter().write(folder.resolve("no/such/file")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("no/such/file");
  }

  @Test
  void aNameIsTakenOnce() {
    SafetensorsWriter writer = new SafetensorsWriter().add("a", FloatTensor.zeros(2));

    assertThatThrownBy(() -> writer.add("a", FloatTensor.zeros(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a tensor named a");
    assertThatThrownBy(() -> writer.threads(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
