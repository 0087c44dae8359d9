package io.asva.media;

import static io.asva.media.MediaSamples.GOLDEN;
import static io.asva.media.MediaSamples.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.media.ClipSampling.WhenShort;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipReaderTest {
  private static final ClipSampling STANDARD = ClipSampling.STANDARD;

  private final Path folder;

  ClipReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.2, 0, 0.31, 1.1})
  void readsTheFramesThatSamplingChoosesAmongAll(double start) {
    MediaFile file = MediaFile.open(GOLDEN.resolve("decode-mp4-h264-aac/media.mp4"));
    List<Image> all = VideoWriterTest.frames(file);
    double[] times = times(file);
    for (Protocol protocol : Protocol.values()) {
      List<Image> clip =
          new ClipReader(file, STANDARD, protocol).frames(start, WhenShort.REPEAT_LAST);
      int[] expected = STANDARD.select(times, start, protocol, WhenShort.REPEAT_LAST);
      assertSame(clip, expected, all);
    }
    double[] starts = {0, 0.2, 0.4};
    List<List<Image>> nearest = ClipReader.of(file).nearestFrames(starts);
    int[][] expected = STANDARD.nearest(times, starts);
    for (int i = 0; i < starts.length; i++) {
      assertSame(nearest.get(i), expected[i], all);
    }
  }

  private static void assertSame(List<Image> clip, int[] expected, List<Image> all) {
    assertThat(clip).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(clip.get(i).rgb()).as("frame %d", i).isEqualTo(all.get(expected[i]).rgb());
    }
  }

  private static double[] times(MediaFile file) {
    double[] times = new double[1000];
    int n = 0;
    try (VideoFrames frames = file.frames()) {
      while (frames.next()) {
        times[n++] = frames.time().roundedSeconds();
      }
    }
    return Arrays.copyOf(times, n);
  }

  @Test
  void lentFramesAreTheSameInOneArray() {
    MediaFile file = MediaFile.open(GOLDEN.resolve("decode-mp4-h264-aac/media.mp4"));
    for (Protocol protocol : Protocol.values()) {
      ClipReader reader = new ClipReader(file, STANDARD, protocol);
      List<byte[]> kept =
          reader.frames(0.31, WhenShort.REPEAT_LAST).stream().map(Image::rgb).toList();
      Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
      List<byte[]> lent =
          reader.framesLent(
              0.31, WhenShort.REPEAT_LAST, image -> copied(image, arrays), note -> {});
      assertThat(lent).usingRecursiveComparison().isEqualTo(kept);
      assertThat(arrays).hasSize(1);
      arrays.clear();
      ClipReader.NearestFrames<byte[]> nearest =
          reader.nearestFrames(new double[] {0, 0.2}, p -> copied(p, arrays), () -> {});
      List<List<Image>> own = reader.nearestFrames(0, 0.2);
      for (int clip = 0; clip < 2; clip++) {
        for (int i = 0; i < STANDARD.frames(); i++) {
          assertThat(nearest.frame(nearest.clips()[clip][i])).isEqualTo(own.get(clip).get(i).rgb());
        }
      }
      assertThat(arrays).hasSize(1);
    }
  }

  private static byte[] copied(Image image, Set<byte[]> arrays) {
    arrays.add(image.rgb());
    return image.rgb().clone();
  }

  @Test
  void aClipOfOurOwnVideoIsEveryFrameOfIt() {
    Path file = folder.resolve("own.mp4");
    VideoWriter.of(video(64, 48, 12, 6, -1)).mp4(file);
    MediaFile media = MediaFile.open(file);
    List<Image> all = VideoWriterTest.frames(media);
    List<Image> clip = ClipReader.of(media).frames(0, WhenShort.FAIL);
    assertSame(clip, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, all);
  }

  @Test
  void withoutSlackARoundedTimeMissesItsSlot() {
    // The first frame is due at 1/3 s, and its time was rounded down to a microsecond.
    double[] times = {0.333333, 0.433333, 0.533333, 0.633333, 0.733333};
    ClipSampling two = new ClipSampling(2, 6);
    assertThat(two.select(times, 1 / 3.0, Protocol.CORRECTED, WhenShort.FAIL))
        .containsExactly(0, 2);
    assertThat(two.select(times, 1 / 3.0, Protocol.REFERENCE, WhenShort.FAIL))
        .containsExactly(1, 2);
  }

  @Test
  void aShortVideoRepeatsItsLastFrameOrFails() {
    Path file = folder.resolve("short.mp4");
    VideoWriter.of(video(64, 48, 7, 6, -1)).mp4(file);
    ClipReader reader = ClipReader.of(MediaFile.open(file));
    List<Image> clip = reader.frames(0, WhenShort.REPEAT_LAST);
    assertThat(clip).hasSize(12);
    assertThat(clip.get(11)).isSameAs(clip.get(6));
    assertThatThrownBy(() -> reader.frames(0, WhenShort.FAIL))
        .isInstanceOf(MediaException.class)
        .hasMessage(
            file
                + ": The video has 7 of the 12 frames of a clip that begins at 0.000 s and lasts"
                + " 2.000 s.");
    assertThatThrownBy(() -> reader.frames(30, WhenShort.REPEAT_LAST))
        .hasMessageContaining("The video has 0 of the 12 frames");
  }

  @Test
  void clipsAreSpreadOverAFile() {
    assertThat(STANDARD.uniformStarts(5, 1)).containsExactly(1.5);
    assertThat(STANDARD.uniformStarts(6, 3)).containsExactly(0, 2, 4);
    assertThat(STANDARD.uniformStarts(1.5, 1)).containsExactly(-0.25);
    assertThat(STANDARD.compactStarts(4, 3, 0.5)).containsExactly(0.5, 1, 1.5);
    assertThatThrownBy(() -> STANDARD.compactStarts(3, 31, 0.04))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("31 clips at gaps of 0.04 s need a file of 3.2 s, not 3.0 s");
  }
}
