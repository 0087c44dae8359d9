package io.asva.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** See check_tensorboard.py for the files as TensorBoard reads them. */
class EventFileTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void theFileIsMadeOfCheckedRecords() throws IOException {
    try (EventFile file = EventFile.create(folder, 41)) {
      file.write(42, Map.of("train_loss", 0.5));
    }
    Path file = only();
    assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] version = record(bytes);
    assertThat(new String(version, StandardCharsets.ISO_8859_1)).endsWith("brain.Event:2");
    byte[] start = record(bytes);
    // step 42; session_log { status: START }
    assertThat(hex(start)).endsWith("102a" + "3a020801");
    byte[] event = record(bytes);
    // step 42; summary { value { tag: "train_loss" simple_value: 0.5 } }
    assertThat(hex(event))
        .endsWith("102a" + "2a13" + "0a11" + "0a0a747261696e5f6c6f7373" + "150000003f");
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void whatCameAfterAnEventThatWasHalfWrittenIsRead() throws IOException {
    FillingDisk disk = new FillingDisk(folder.resolve("events"));
    try (EventFile file = EventFile.begin(disk, 0)) {
      file.write(1, Map.of("train_loss", 0.5));
      disk.full(true);
      assertThatThrownBy(() -> file.write(2, Map.of("train_loss", 0.5)))
          .hasMessage("No space left on device");
      disk.full(false);
      file.write(3, Map.of("train_loss", 0.5));
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(only())).order(ByteOrder.LITTLE_ENDIAN);
    record(bytes);
    record(bytes);
    assertThat(hex(record(bytes))).contains("1001" + "2a13");
    assertThat(hex(record(bytes))).contains("1003" + "2a13");
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void aFileThatCantBeBegunIsClosed() throws IOException {
    FillingDisk disk = new FillingDisk(folder.resolve("events"));
    disk.full(true);
    assertThatThrownBy(() -> EventFile.begin(disk, 0)).isInstanceOf(IOException.class);
    assertThat(disk.getChannel().isOpen()).isFalse();
  }

  /** The checksum of 32 zeros in RFC 3720, B.4, is 8a9136aa; masked as TensorFlow does. */
  private static byte[] record(ByteBuffer bytes) {
    byte[] length = new byte[8];
    bytes.get(bytes.position(), length);
    byte[] content = new byte[(int) bytes.getLong()];
    assertThat(bytes.getInt()).isEqualTo(masked(length));
    bytes.get(content);
    assertThat(bytes.getInt()).isEqualTo(masked(content));
    return content;
  }

  /** Bit by bit, beside the fast one. */
  private static int masked(byte[] bytes) {
    int crc = ~crc(bytes);
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  private static int crc(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int i = 0; i < 8; i++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
      }
    }
    return crc;
  }

  @Test
  void theChecksumOfTheseTestsIsThatOfTheStandard() {
    assertThat(~crc(new byte[32])).isEqualTo(0x8a9136aa);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private Path only() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
