package io.asva.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audio clips whose writers didn't know their length yet, because they wrote into a pipe. */
class StreamedWavTest {
  private static final int SAMPLES = 4000;
  private static final int RATE = 8000;

  private final Path file;

  StreamedWavTest(@TempDir Path folder) {
    this.file = folder.resolve("streamed.wav");
  }

  @ParameterizedTest
  @CsvSource({
    "7FFFF024, 7FFFF000", // SoX
    "FFFFFFFF, FFFFFFFF", // FFmpeg
    "0, 0",
    "FFFFFFFF, 1F40", // the data's length is right
    "7FFFFFFF, 7FFFFFDB",
    "1F64, 1F40"
  })
  void theAudioLastsAsLongAsThereAreSamples(String whole, String data) throws IOException {
    Files.write(file, wav(Long.parseLong(whole, 16), Long.parseLong(data, 16)));
    Audio audio = MediaFile.open(file).audio();
    assertThat(audio.length()).isEqualTo(SAMPLES);
    assertThat(audio.samples()[0][1234]).isEqualTo(1234 / 32768f);
  }

  @Test
  void aAudioThatWasCutIsRefused() throws IOException {
    Files.write(file, wav(1_000_036, 1_000_000));
    assertThatThrownBy(() -> MediaFile.open(file))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("is cut short: its header promises 1000044 bytes");
  }

  private static byte[] wav(long whole, long data) {
    ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(US_ASCII)).putInt((int) whole).put("WAVEfmt ".getBytes(US_ASCII));
    bytes.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    bytes.putShort((short) 2).putShort((short) 16);
    bytes.put("data".getBytes(US_ASCII)).putInt((int) data);
    for (int i = 0; i < SAMPLES; i++) {
      bytes.putShort((short) i);
    }
    return bytes.array();
  }
}
