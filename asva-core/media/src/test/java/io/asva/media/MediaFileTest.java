package io.asva.media;

import static io.asva.media.MediaSamples.GOLDEN;
import static io.asva.media.MediaSamples.image;
import static io.asva.media.MediaSamples.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.files.IfExists;
import io.asva.core.testing.ProcessorTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaFileTest {
  private static final Path MP4 = GOLDEN.resolve("decode-mp4-h264-aac/media.mp4");

  private final Path folder;

  MediaFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void saysWhatAFileHolds() {
    MediaFile file = MediaFile.open(MP4);
    assertThat(file.requireVideoTrack()).isEqualTo(new VideoTrack(128, 96, 25, 2.6, 0));
    assertThat(file.requireAudioTrack().channels()).isEqualTo(2);
    assertThat(file.seconds()).isCloseTo(2.6, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode-mp4-h264-aac/media.mp4",
        "decode-webm-vp9-opus/media.webm",
        "decode-avi-mpeg4-mp3/media.avi"
      })
  void readingFromATimeGivesWhatReadingEverythingGives(String name) {
    MediaFile file = MediaFile.open(GOLDEN.resolve(name));
    for (double from : new double[] {-1, 0.4, 1.2, 1.21, 2.2, 2.53, 9}) {
      assertThat(pixels(file, from, Double.NEGATIVE_INFINITY))
          .containsExactlyElementsOf(pixels(file, Double.NEGATIVE_INFINITY, from));
      Audio window = file.audio(from, from + 0.3, Protocol.REFERENCE);
      float[] naive = naiveAudio(file, from, from + 0.3);
      assertThat(Arrays.equals(window.samples()[0], naive)).as("audio at %s", from).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode-mp4-h264-aac/media.mp4",
        "decode-webm-vp9-opus/media.webm",
        "decode-avi-mpeg4-mp3/media.avi",
        "decode-flac/media.flac"
      })
  void aPartOfTheAudioBeginsAtItsSample(String name) {
    MediaFile file = MediaFile.open(GOLDEN.resolve(name));
    Audio whole = file.audio();
    for (double from : new double[] {-0.1, 0, 0.4, 0.7501, 1.0, 2.1, 2.2}) {
      Audio part = file.audio(from, from + 0.3, Protocol.CORRECTED);
      int first = (int) Math.round(from * whole.rate());
      int length = Math.min((int) Math.round(0.3 * whole.rate()), whole.length() - first);
      assertThat(part.length()).as("length at %s", from).isEqualTo(Math.max(0, length));
      // WebM counts milliseconds, so what is read from amid the file is known to that.
      int slack = name.endsWith("webm") && from > 2 ? whole.rate() / 1000 : 0;
      assertThat(leastError(part.samples()[0], whole.samples()[0], first, slack))
          .as("audio at %s", from)
          .isLessThan(1e-4);
    }
    assertThat(file.audio(9, 10, Protocol.CORRECTED).length()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode-mp4-h264-aac/media.mp4",
        "decode-webm-vp9-opus/media.webm",
        "decode-avi-mpeg4-mp3/media.avi",
        "decode-flac/media.flac"
      })
  void piecesOfTheAudioAreTheWhole(String name) {
    MediaFile file = MediaFile.open(GOLDEN.resolve(name));
    Audio whole = file.audio();
    float[][] joined = new float[whole.channels()][whole.length()];
    int[] at = {0};
    file.audioInPieces(
        piece -> {
          assertThat(piece.rate()).isEqualTo(whole.rate());
          for (int c = 0; c < joined.length; c++) {
            System.arraycopy(piece.samples()[c], 0, joined[c], at[0], piece.length());
          }
          at[0] += piece.length();
        },
        note -> {});
    assertThat(at[0]).isEqualTo(whole.length());
    assertThat(joined).isEqualTo(whole.samples());
  }

  /**
   * The mean difference to what lies from a sample on, or from one up to some samples beside it.
   */
  private static double leastError(float[] part, float[] whole, int first, int slack) {
    double least = Double.POSITIVE_INFINITY;
    for (int at = first - slack; at <= first + slack; at++) {
      double sum = 0;
      for (int i = 0; i < part.length; i++) {
        int index = at + i;
        sum += Math.abs(part[i] - (index < 0 || index >= whole.length ? 0 : whole[index]));
      }
      least = Math.min(least, sum / Math.max(1, part.length));
    }
    return least;
  }

  /** Times and hashes of the frames from a time on, dropping those before another. */
  private static List<String> pixels(MediaFile file, double from, double notBefore) {
    List<String> result = new ArrayList<>();
    try (VideoFrames frames = file.frames(from)) {
      while (frames.next()) {
        double time = frames.time().roundedSeconds();
        if (time >= notBefore) {
          result.add(time + " " + Arrays.hashCode(frames.image().rgb()));
        }
      }
    }
    return result;
  }

  private static float[] naiveAudio(MediaFile file, double from, double to) {
    float[] all = new float[0];
    try (AudioBlocks blocks = file.blocks(Protocol.REFERENCE)) {
      while (blocks.next()) {
        double time = blocks.time().roundedSeconds();
        if (time >= from && time <= to) {
          float[] block = blocks.samples()[0];
          int at = all.length;
          all = Arrays.copyOf(all, at + block.length);
          System.arraycopy(block, 0, all, at, block.length);
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "90, 0 1 -1 0, 48, 64",
    "180, -1 0 0 -1, 64, 48",
    "270, 0 -1 1 0, 48, 64",
    "0, 1 0 0 1, 64, 48"
  })
  void aPhonesVideoIsUpright(int degrees, String matrix, int width, int height) throws IOException {
    Path file = folder.resolve("phone.mp4");
    VideoWriter.of(video(64, 48, 2, 6, -1)).mp4(file);
    turn(file, matrix);
    MediaFile phone = MediaFile.open(file);
    assertThat(phone.requireVideoTrack().rotation()).isEqualTo(degrees);
    assertThat(phone.requireVideoTrack().width()).isEqualTo(width);
    Image seen = VideoWriterTest.frames(phone).get(0);
    assertThat(seen.width()).isEqualTo(width);
    assertThat(seen.height()).isEqualTo(height);
    // The image as it is stored is brightest at its upper left: follow that corner.
    int x = degrees == 90 || degrees == 180 ? width - 3 : 2;
    int y = degrees == 180 || degrees == 270 ? height - 3 : 2;
    assertThat(seen.value(x, y, 0)).isCloseTo(image(64, 48, 0).value(2, 2, 0), within(12));
    assertThat(seen.value(x, y, 1)).isCloseTo(image(64, 48, 0).value(2, 2, 1), within(12));
    assertThat(seen.value(width - 1 - x, height - 1 - y, 0)).isLessThan(60);
  }

  /** Writes a matrix into the header of the first track, as a phone does. */
  private static void turn(Path file, String matrix) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 4 + 40;
    int[] abcd = Arrays.stream(matrix.split(" ")).mapToInt(Integer::parseInt).toArray();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    assertThat(buffer.getInt(at)).isEqualTo(1 << 16);
    buffer.putInt(at, abcd[0] << 16).putInt(at + 4, abcd[1] << 16);
    buffer.putInt(at + 12, abcd[2] << 16).putInt(at + 16, abcd[3] << 16);
    Files.write(file, bytes);
  }

  @Test
  void aFileWithoutAudioIsNamed() {
    Path file = folder.resolve("silent.mp4");
    VideoWriter.of(video(64, 48, 2, 6, -1)).mp4(file);
    assertThatThrownBy(() -> MediaFile.open(file).audio())
        .isInstanceOf(MediaException.class)
        .hasMessage(file + " has no audio; expected a file with an audio track.");
    Path flac = GOLDEN.resolve("decode-flac/media.flac");
    assertThatThrownBy(() -> MediaFile.open(flac).frames())
        .hasMessage(flac + " has no images; expected a video, found audio.");
  }

  @Test
  void whatIsNoMediaFileIsRefused() throws IOException {
    assertRefused(folder.resolve("none.mp4"), "There is no file ");
    assertRefused(folder, " is a folder; expected a video or audio file.");
    assertRefused(write("empty.mp4", new byte[0]), " is empty; expected a video or audio file.");
    byte[] text = "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n".getBytes(StandardCharsets.UTF_8);
    assertRefused(write("list.mp4", text), "expected a video or audio file, found text.");
    byte[] concat = ("ffconcat version 1.0\nfile " + MP4).getBytes(StandardCharsets.UTF_8);
    assertRefused(write("list.txt", concat), "its format is not one that is read");
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    assertRefused(write("random.mp4", random), "found an unknown kind of file.");
    Path png = folder.resolve("picture.mp4");
    Images.writePng(image(64, 48, 0), png, IfExists.FAIL);
    assertRefused(png, "found Portable Network Graphics (PNG).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode-mp4-h264-aac/media.mp4",
        "decode-webm-vp9-opus/media.webm",
        "decode-avi-mpeg4-mp3/media.avi",
        "decode-flac/media.flac"
      })
  void aFileThatIsCutShortIsRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(GOLDEN.resolve(name));
    for (double share : new double[] {0.01, 0.3, 0.6}) {
      assertRefused(write("cut", Arrays.copyOf(whole, (int) (whole.length * share))), "cut short");
    }
  }

  @Test
  void aFilmOfOurOwnThatIsCutShortIsRefused() throws IOException {
    Path file = folder.resolve("whole.mp4");
    VideoWriter.of(video(64, 48, 12, 6, -1)).mp4(file);
    byte[] whole = Files.readAllBytes(file);
    assertRefused(write("cut.mp4", Arrays.copyOf(whole, whole.length * 2 / 3)), "is cut short");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode-mp4-h264-aac/media.mp4",
        "decode-webm-vp9-opus/media.webm",
        "decode-avi-mpeg4-mp3/media.avi",
        "decode-flac/media.flac"
      })
  void damageIsEitherPlayedOverOrATypedError(String name) throws IOException {
    byte[] whole = Files.readAllBytes(GOLDEN.resolve(name));
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(30); i >= 0; i--) {
        int reach = random.nextBoolean() ? 1500 : damaged.length;
        damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      Path file = write("damaged", damaged);
      try {
        readAll(file);
      } catch (MediaException e) {
        assertThat(e.getMessage()).contains(file.toString());
      }
    }
  }

  @Test
  void limitsAreCheckedBeforeDecoding() {
    MediaLimits few = new MediaLimits(1000, 10, 4, 100);
    assertThatThrownBy(() -> MediaFile.open(MP4, few))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("says that its image is 128x96 pixels; at most 1000 pixels are read");
    // The span that is read counts, not the file's length.
    MediaFile brief = MediaFile.open(MP4, new MediaLimits(100_000, 1, 4, 100_000));
    assertThatThrownBy(() -> VideoWriterTest.frames(brief))
        .hasMessageContaining("its images last longer than 1.0 s");
    assertThatThrownBy(brief::audio).hasMessageContaining("its audio is longer than");
    assertThat(brief.audio(1.5, 2, Protocol.CORRECTED).seconds()).isCloseTo(0.5, within(1e-4));
    assertThatThrownBy(() -> MediaFile.open(MP4, new MediaLimits(100_000, 9, 1, 100)))
        .isInstanceOf(MediaException.class);
    assertThatThrownBy(() -> MediaFile.open(MP4, new MediaLimits(100_000, 9, 4, 100)).audio())
        .hasMessageContaining("its audio is longer than 100 samples over all channels");
  }

  @Test
  void aAudioFileThatIsCutShortIsRefused() throws IOException {
    byte[] wav = wav(16000, 32000);
    assertThat(MediaFile.open(write("whole.wav", wav)).audio().length()).isEqualTo(32000);
    assertRefused(
        write("cut.wav", Arrays.copyOf(wav, 50_000)),
        " is cut short: its header promises 64044 bytes, it has 50000.");
  }

  private static byte[] wav(int rate, int samples) {
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
    wav.putShort((short) 1).putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      wav.putShort((short) (i % 2000 - 1000));
    }
    return wav.array();
  }

  @Test
  void samplesOfAWavAreScaledByTheirFullScale() throws IOException {
    Audio audio = MediaFile.open(write("x.wav", wav(16000, 4000))).audio();
    assertThat(audio.rate()).isEqualTo(16000);
    assertThat(audio.samples()[0][1]).isEqualTo(-999 / 32768f);
  }

  @Test
  void manyThreadsReadOneFileAlike() {
    MediaFile file = MediaFile.open(MP4);
    List<String> alone = pixels(file, 0.5, 0);
    assertThat(
            IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> pixels(file, 0.5, 0))
                .distinct()
                .toList())
        .containsExactly(alone);
  }

  @Test
  void namesWithColonsAndAccentsAreFiles() throws IOException {
    Path odd = folder.resolve("http: ça va %d.mp4");
    Files.copy(MP4, odd);
    assertThat(MediaFile.open(odd).videoTrack()).isPresent();
  }

  @Test
  void closingTwiceIsHarmlessAndReadingAfterwardsIsAnError() {
    VideoFrames frames = MediaFile.open(MP4).frames();
    assertThat(frames.next()).isTrue();
    frames.close();
    frames.close();
    assertThatThrownBy(frames::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static void readAll(Path file) {
    MediaFile media = MediaFile.open(file);
    if (media.videoTrack().isPresent()) {
      VideoWriterTest.frames(media);
    }
    if (media.audioTrack().isPresent()) {
      media.audio();
    }
  }

  private static void assertRefused(Path file, String message) {
    ProcessorTime time = ProcessorTime.start();
    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
    assertThat(time.passed()).isLessThan(Duration.ofSeconds(2));
  }
}
