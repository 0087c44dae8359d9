package io.asva.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightLoaderTest {
  private static final FloatTensor VALUES = FloatTensor.of(new float[] {1, -2, 0.5f}, 3);

  private static OpCase reading(TestWeights weights) {
    return OpCase.of(
        "reading",
        weights,
        m -> m.graph().add(m.input(FloatTensor.zeros(3)), m.graph().weight("w", 3)));
  }

  private static float[] load(OpCase test, Weights weights) {
    try (TorchNetwork network = TorchNetwork.open(test.graph(), weights)) {
      FloatTensor y = (FloatTensor) network.run(test.inputs()).get("y");
      assertThat(y).isNotNull();
      return y.values();
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void everyFloatingPointTypeBecomesSinglePrecision() {
    ByteBuffer half = buffer(6).putShort((short) 0x3C00).putShort((short) 0xC000);
    half.putShort((short) 0x3800).flip();
    ByteBuffer brain = buffer(6).putShort((short) 0x3F80).putShort((short) 0xC000);
    brain.putShort((short) 0x3F00).flip();
    ByteBuffer twice = buffer(24).putDouble(1).putDouble(-2).putDouble(0.5).flip();
    Map<ElementType, ByteBuffer> stored =
        Map.of(ElementType.F16, half, ElementType.BF16, brain, ElementType.F64, twice);
    stored.forEach(
        (type, bytes) -> {
          TestWeights weights = new TestWeights(1).with("w", type, bytes, VALUES.shape());
          assertThat(load(reading(weights), weights)).as("%s", type).containsExactly(1, -2, 0.5f);
        });
  }

  @Test
  void aFileIsReadWhereTheTensorLies(@TempDir Path folder) throws IOException {
    Weights weights = Weights.open(file(folder));
    assertThat(load(reading(new TestWeights(1).with("w", VALUES)), weights))
        .containsExactly(1, -2, 0.5f);
  }

  @Test
  void aFileThatWasCutOffIsAnError(@TempDir Path folder) throws IOException {
    Path file = file(folder);
    Weights weights = Weights.open(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(file) - 5);
    }
    assertThatThrownBy(() -> load(reading(new TestWeights(1).with("w", VALUES)), weights))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("w.safetensors ends within w: it should have 12 bytes and has 7");
  }

  @Test
  void bytesInMemoryThatAreTooFewAreAnError() {
    TestWeights weights = new TestWeights(1).with("w", ElementType.F32, buffer(8), VALUES.shape());
    assertThatThrownBy(() -> load(reading(weights), weights))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("test weights ends within w: it should have 12 bytes and has 8");
  }

  @Test
  void weightsMustBeThoseOfTheDescription() {
    OpCase test = reading(new TestWeights(1).with("w", VALUES));
    assertThatThrownBy(() -> load(test, new TestWeights(1)))
        .isInstanceOf(WeightsException.class)
        .hasMessage("test weights holds no w, which case 'reading' needs");
    assertThatThrownBy(() -> load(test, new TestWeights(1).with("w", 4)))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "w in test weights is F32 4; case 'reading' was described with floating point numbers"
                + " 3");
    TestWeights integers =
        new TestWeights(1).with("w", ElementType.I32, buffer(12), VALUES.shape());
    assertThatThrownBy(() -> load(test, integers))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("w in test weights is I32 3; ");
  }

  @Test
  void integersOfTheDescriptionKeepTheirType() {
    OpCase test =
        OpCase.of("ids", m -> m.graph().constant(LongTensor.of(new long[] {1L << 40, -7}, 2)));
    try (TorchNetwork network = TorchNetwork.open(test.graph(), test.weights())) {
      LongTensor y = (LongTensor) network.run(Map.of()).get("y");
      assertThat(y).isNotNull();
      assertThat(y.values()).containsExactly(1L << 40, -7);
    }
  }

  /** The tensor {@code w} at an odd place in a safetensors file. */
  private static Path file(Path folder) throws IOException {
    byte[] header =
        """
        {"w": {"dtype": "F32", "shape": [3], "data_offsets": [1, 13]},
         "x": {"dtype": "U8", "shape": [1], "data_offsets": [0, 1]}}"""
            .getBytes(StandardCharsets.UTF_8);
    byte[] file = new byte[8 + header.length + 13];
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).put((byte) 0);
    bytes.putFloat(1).putFloat(-2).putFloat(0.5f);
    return Files.write(folder.resolve("w.safetensors"), file);
  }
}
