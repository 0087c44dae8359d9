package io.asva.media;

import static io.asva.media.MediaSamples.audio;
import static io.asva.media.MediaSamples.meanError;
import static io.asva.media.MediaSamples.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoWriterTest {
  private final Path folder;

  VideoWriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"16000, 1, 7", "16000, 2, 3", "44100, 2, 10", "48000, 1, 0"})
  void aFlashAndAClickComeBackWhereTheyWere(int rate, int channels, int flash) {
    Path file = folder.resolve("out.mp4");
    double at = flash / 6.0;
    VideoWriter.of(video(64, 48, 12, 6, flash)).withAudio(audio(rate, channels, 2, at)).mp4(file);

    MediaFile back = MediaFile.open(file);
    assertThat(back.seconds()).isCloseTo(2, within(0.001));
    assertThat(back.requireVideoTrack().fps()).isEqualTo(6);
    assertThat(back.requireAudioTrack().channels()).isEqualTo(channels);
    assertThat(brightest(back)).isCloseTo(at, within(1e-3));
    Audio audio = back.audio();
    assertThat(audio.rate()).isEqualTo(rate);
    for (float[] channel : audio.samples()) {
      assertThat((double) loudest(channel) / rate).isCloseTo(at, within(0.005));
    }
  }

  @Test
  void theFramesComeBackAsManyAndAlike() {
    Path file = folder.resolve("out.mp4");
    Video video = video(128, 96, 12, 6, -1);
    VideoWriter.of(video).mp4(file);
    MediaFile back = MediaFile.open(file);
    assertThat(back.audioTrack()).isEmpty();
    List<Image> frames = frames(back);
    assertThat(frames).hasSize(12);
    for (int i = 0; i < 12; i++) {
      assertThat(meanError(frames.get(i), video.frames().get(i))).isLessThan(3);
    }
  }

  @Test
  void oddSizesAreMadeEven() {
    Path file = folder.resolve("odd.mp4");
    VideoWriter.of(video(65, 47, 3, 6, -1)).mp4(file);
    assertThat(MediaFile.open(file).requireVideoTrack())
        .extracting(VideoTrack::width, VideoTrack::height)
        .containsExactly(66, 48);
  }

  @Test
  void aPlayerCanBeginBeforeTheFileIsLoaded() throws IOException {
    Path file = folder.resolve("out.mp4");
    VideoWriter.of(video(64, 48, 3, 6, -1)).mp4(file);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes.indexOf("moov")).isBetween(0, bytes.indexOf("mdat"));
  }

  @Test
  void whatExistsIsKeptUnlessReplacingIsAskedFor() throws IOException {
    Path file = folder.resolve("out.mp4");
    Files.writeString(file, "precious");
    VideoWriter writer = VideoWriter.of(video(64, 48, 2, 6, -1));
    assertThatThrownBy(() -> writer.mp4(file))
        .isInstanceOf(OutputException.class)
        .hasMessage(file + " exists and is kept; choose another name or ask to replace it.");
    assertThat(file).hasContent("precious");
    writer.ifExists(IfExists.REPLACE).mp4(file);
    assertThat(MediaFile.open(file).videoTrack()).isPresent();
    assertOnly("out.mp4");
  }

  @Test
  void whatCannotBeEncodedLeavesNoFile() {
    Path file = folder.resolve("out.mp4");
    Video video = video(64, 48, 2, 6, -1);
    assertThatThrownBy(() -> VideoWriter.of(video).withAudio(audio(17000, 1, 1, 0)).mp4(file))
        .isInstanceOf(MediaException.class)
        .hasMessageStartingWith("AAC has no sampling rate of 17000; resample the audio to one of");
    assertThatThrownBy(() -> VideoWriter.of(video).withAudio(audio(16000, 9, 1, 0)).mp4(file))
        .hasMessage("Audio of 9 channels can't be saved as AAC; at most 8 can.");
    assertThatThrownBy(() -> VideoWriter.of(video(8, 48, 2, 6, -1)).mp4(file))
        .hasMessageStartingWith("H.264 video must be 16x16 to 3840x2160 pixels, not 8x48");
    assertThatThrownBy(() -> VideoWriter.of(video).mp4(folder.resolve("no/out.mp4")))
        .hasMessageContaining("there is no folder " + folder.resolve("no"));
    assertThatThrownBy(() -> VideoWriter.of(video).mp4(folder))
        .hasMessageContaining("it is a folder");
    assertOnly();
  }

  @Test
  void aAudioWithoutSamplesIsRefusedAtOnce() {
    VideoWriter writer = VideoWriter.of(video(64, 48, 2, 6, -1));
    assertThatThrownBy(() -> writer.withAudio(new Audio(16000, new float[1][0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the audio has no samples; leave it out");
  }

  @Test
  void aGifPlaysForEverInTheRightTime() throws IOException {
    Path file = folder.resolve("out.gif");
    Video video = video(64, 48, 12, 6, 5);
    VideoWriter.of(video).gif(file);
    assertThat(MediaFile.open(file).seconds()).isCloseTo(2, within(0.011));
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("NETSCAPE2.0");
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (var in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(12);
      for (int i : new int[] {0, 5, 11}) {
        assertThat(meanError(Images.of(reader.read(i)), video.frames().get(i))).isLessThan(10);
      }
    }
  }

  @Test
  void pngsAndSheetsHoldTheExactPixels() {
    Video video = video(20, 10, 5, 6, -1);
    VideoWriter writer = VideoWriter.of(video);
    writer.pngs(folder);
    writer.contactSheet(folder.resolve("sheet.png"), 3);
    Image third = Images.read(folder.resolve("frame-003.png"));
    assertThat(third.rgb()).isEqualTo(video.frames().get(3).rgb());
    Image sheet = Images.read(folder.resolve("sheet.png"));
    assertThat(sheet.width()).isEqualTo(60);
    assertThat(sheet.height()).isEqualTo(20);
    assertThat(sheet.value(25, 13, 0)).isEqualTo(video.frames().get(4).value(5, 3, 0));
    assertThat(sheet.value(45, 13, 0)).isZero();
  }

  private void assertOnly(String... names) {
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder(names);
  }

  static List<Image> frames(MediaFile file) {
    List<Image> result = new ArrayList<>();
    try (VideoFrames frames = file.frames()) {
      while (frames.next()) {
        result.add(frames.image());
      }
    }
    return result;
  }

  private static double brightest(MediaFile file) {
    double best = -1;
    double time = 0;
    try (VideoFrames frames = file.frames()) {
      while (frames.next()) {
        Image p = frames.image();
        double light = p.value(p.width() - 4, p.height() - 4, 0);
        if (light > best) {
          best = light;
          time = frames.time().seconds();
        }
      }
    }
    return time;
  }

  private static int loudest(float[] samples) {
    int best = 0;
    for (int i = 1; i < samples.length; i++) {
      if (Math.abs(samples[i]) > Math.abs(samples[best])) {
        best = i;
      }
    }
    return best;
  }
}
