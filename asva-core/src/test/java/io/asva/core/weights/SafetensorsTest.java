package io.asva.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SafetensorsTest {
  @TempDir private static Path folder = Path.of("");

  private static Path write(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    Path file = Files.createTempFile(folder, "test", ".safetensors");
    return Files.write(
        file,
        ByteBuffer.allocate(8 + json.length + dataBytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array());
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      String header, int dataBytes) throws IOException {
    Path file = write(header, dataBytes);
    return assertThatThrownBy(() -> Weights.open(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file.toString());
  }

  private static String entry(String dtype, String shape, String offsets) {
    return "{\"a\":{\"dtype\":\""
        + dtype
        + "\",\"shape\":"
        + shape
        + ",\"data_offsets\":"
        + offsets
        + "}}";
  }

  @Test
  void everyTypeIsReadAsTheClosestJavaType() {
    Weights weights = Weights.open(WeightSamples.file("all.safetensors"));

    assertThat(weights.read("bool")).isInstanceOf(ByteTensor.class);
    assertThat(((LongTensor) weights.read("int32")).values()).containsExactly(0, 1, 2);
    assertThat(((FloatTensor) weights.read("scalar")).values()).containsExactly(3.25f);
    assertThat(weights.read("bf16")).isInstanceOf(FloatTensor.class);
    assertThat(weights.read("double")).isInstanceOf(FloatTensor.class);
  }

  @Test
  void aMissingTensorIsNamed() {
    assertThatThrownBy(() -> Weights.open(WeightSamples.file("all.safetensors")).read("nothing"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("all.safetensors holds no tensor nothing among its 16.");
  }

  @Test
  void aHeaderLengthBeyondTheFileIsRefused() {
    assertThatThrownBy(() -> Weights.open(WeightSamples.file("refuse-header-length.safetensors")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("1152921504606846976")
        .hasMessageContaining("2099 bytes");
  }

  @Test
  void aTruncatedFileSaysWhereItShouldEnd() throws IOException {
    assertRefused(entry("F32", "[4]", "[0,16]"), 12)
        .hasMessageContaining("is truncated: a ends at byte")
        .hasMessageContaining("Download or copy it again");
  }

  @Test
  void bytesThatDontFitTheShapeAreRefused() throws IOException {
    assertRefused(entry("F32", "[2,2]", "[0,12]"), 16)
        .hasMessageContaining("a of shape 2x2 and type F32 needs 16 bytes")
        .hasMessageContaining("0 to 12");
    assertRefused(entry("F32", "[0]", "[8,0]"), 16).hasMessageContaining("needs 0 bytes");
  }

  @Test
  void impossibleShapesAreRefused() throws IOException {
    assertRefused(entry("F32", "[-1]", "[0,4]"), 4).hasMessageContaining("impossible numbers");
    assertRefused(entry("F32", "[3000000000]", "[0,4]"), 4)
        .hasMessageContaining("impossible shape");
    assertRefused(entry("F32", "[2147483647,2147483647,2147483647,0]", "[0,0]"), 4)
        .hasMessageContaining("impossible shape");
    assertRefused(entry("F32", "[1e3]", "[0,4]"), 4).hasMessageContaining("VALUE_NUMBER_INT");
    assertRefused(entry("F32", "[99999999999999999999]", "[0,4]"), 4)
        .hasMessageContaining("no proper JSON");
  }

  @Test
  void unknownTypesAndMissingFieldsAreNamed() throws IOException {
    assertRefused(entry("F8_E4M3", "[4]", "[0,4]"), 4).hasMessageContaining("a is of type F8_E4M3");
    assertRefused("{\"a\":{\"dtype\":\"F32\"}}", 4)
        .hasMessageContaining("a needs dtype, shape and two data_offsets");
    assertRefused("{\"a\":[]}", 4).hasMessageContaining("expected START_OBJECT");
  }

  @Test
  void duplicateNamesAreRefused() throws IOException {
    String one = "\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}";
    assertRefused("{" + one + "," + one + "}", 1).hasMessageContaining("Duplicate field 'a'");
  }

  @Test
  void deeplyNestedJsonIsRefused() throws IOException {
    assertRefused("{\"__metadata__\":" + "[".repeat(100_000), 0)
        .hasMessageContaining("no proper JSON");
  }

  @Test
  void paddingAndMetadataAreAllowedAndModuleIsLeftOut() throws IOException {
    Path file =
        write(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"module.a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}   ",
            2);

    assertThat(Weights.open(file).require("a").bytes()).isEqualTo(2);
    assertThat(Weights.openTree(file).require("module.a").bytes()).isEqualTo(2);
  }

  @Test
  void aFileOfMoreThanFourGibibytesIsReadAtItsEnd() throws IOException {
    long big = 5L << 30;
    String header =
        "{\"big\":{\"dtype\":\"F32\",\"shape\":[1310720,1024],\"data_offsets\":[0,"
            + big
            + "]},"
            + "\"end\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":["
            + big
            + ","
            + (big + 8)
            + "]}}";
    Path path = write(header, 0);
    long start = Files.size(path);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(start + big + 8);
      file.seek(start + big + 4);
      file.writeInt(Integer.reverseBytes(Float.floatToIntBits(1.5f)));
    }
    Weights weights = Weights.open(path);

    assertThat(((FloatTensor) weights.read("end")).values()).containsExactly(0, 1.5f);
    assertThat(weights.map(weights.require("end")).getFloat(4)).isEqualTo(1.5f);
    assertThatThrownBy(() -> weights.map(weights.require("big")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("big of ")
        .hasMessageContaining("5368709120 bytes");
    Files.delete(path);
  }

  @Test
  void placesAreRealPathsBehindSymbolicLinks() throws IOException {
    Path file = write(entry("U8", "[1]", "[0,1]"), 1);
    Path link = Files.createSymbolicLink(folder.resolve("link.safetensors"), file);
    Weights weights = Weights.open(link);

    assertThat(((WeightTensor.InFile) weights.require("a").data()).file())
        .isEqualTo(file.toRealPath());
    assertThat(weights.source()).isEqualTo(link.toString());
  }

  @Test
  void aFileThatShrinksAfterOpeningIsReported() throws IOException {
    Path file = write(entry("U8", "[100]", "[0,100]"), 100);
    Weights weights = Weights.open(file);
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(100);
    }

    assertThatThrownBy(() -> weights.read("a"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("became shorter since it was opened: a is cut");
    assertThatThrownBy(() -> weights.map(weights.require("a")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("a is cut");
  }
}
