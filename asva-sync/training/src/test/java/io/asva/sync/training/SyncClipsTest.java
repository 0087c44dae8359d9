package io.asva.sync.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.audio.MelSpectrogram;
import io.asva.core.image.FramePreset;
import io.asva.core.image.ImageResizer;
import io.asva.core.image.Pixels;
import io.asva.core.image.ResizeFilter;
import io.asva.core.random.CounterRandom;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.training.TrainingVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncClipsTest {
  private static final int CLIPS = 4;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private static Path folder;

  @BeforeAll
  static void writeVideos() throws IOException {
    TrainingVideos.write(folder.resolve("good.mp4"), 3.5, 15);
    TrainingVideos.write(folder.resolve("short.mp4"), 2.4, 15);
    TrainingVideos.write(folder.resolve("slow.mp4"), 4, 10);
    Files.writeString(folder.resolve("broken.mp4"), "no video");
    Files.writeString(folder.resolve("list.txt"), "good.mp4\nshort.mp4\nslow.mp4\nbroken.mp4\n");
  }

  private static SyncClips clips(ClipStarts starts, SyncDataConfig.Flip flip) {
    return SyncClips.of(
        new SyncDataConfig(
            folder,
            folder.resolve("list.txt"),
            32,
            ClipSampling.STANDARD,
            CLIPS,
            0.2,
            starts,
            flip,
            Protocol.CORRECTED,
            MediaLimits.DEFAULT));
  }

  private static void assertClips(SyncClip actual, double[] starts, boolean[] mirrored) {
    MediaFile file = MediaFile.open(folder.resolve("good.mp4"));
    List<List<Image>> images = ClipReader.of(file).nearestFrames(starts);
    assertThat(actual.video().shape().dims()).containsExactly(CLIPS, 12, 3, 32, 32);
    assertThat(actual.audio().shape().dims()).containsExactly(CLIPS, 1, 128, 204);
    for (int clip = 0; clip < CLIPS; clip++) {
      for (int i = 0; i < 12; i++) {
        Image image = images.get(clip).get(i);
        float[] frame = naive(image, mirrored[clip]);
        int at = (clip * 12 + i) * frame.length;
        assertThat(Arrays.copyOfRange(actual.video().values(), at, at + frame.length))
            .containsExactly(frame, within(1e-4f));
      }
      Audio audio = file.audio(starts[clip], starts[clip] + 2, Protocol.CORRECTED);
      float[] mel =
          MelSpectrogram.of(Resampler.of(audio.rate(), 16000).resample(audio.tensor())).values();
      int at = clip * mel.length;
      assertThat(Arrays.copyOfRange(actual.audio().values(), at, at + mel.length))
          .containsExactly(mel, within(0.05f));
    }
  }

  /** The frame at 224 pixels' preset would be another size; so by the pieces that make it. */
  private static float[] naive(Image image, boolean mirrored) {
    FloatTensor planes =
        ImageResizer.resize(
            Pixels.toPlanes(image.tensor()),
            32,
            42, // 32 x 64 / 48, truncated
            ResizeFilter.BICUBIC);
    double[] mean = {0.48145466, 0.4578275, 0.40821073};
    double[] deviation = {0.26862954, 0.26130258, 0.27577711};
    float[] values = new float[3 * 32 * 32];
    for (int i = 0; i < values.length; i++) {
      int x = mirrored ? 31 - i % 32 : i % 32;
      int channel = i / 1024;
      float value = planes.values()[(channel * 32 + i / 32 % 32) * 42 + 5 + x];
      values[i] = (float) ((value - mean[channel]) / deviation[channel]);
    }
    return values;
  }

  @Test
  void clipsFollowEachOtherFromARandomTimeAndAreMirroredEachOnItsOwn() {
    double seconds = MediaFile.open(folder.resolve("good.mp4")).seconds();
    SyncClips clips = clips(ClipStarts.RANDOM_COMPACT, SyncDataConfig.Flip.RANDOM);
    CounterRandom random = CounterRandom.of(5);
    double first = (seconds - 2.6) * random.nextDouble();
    double[] starts = {first, first + 0.2, first + 0.4, first + 3 * 0.2};
    boolean[] mirrored = new boolean[CLIPS];
    for (int i = 0; i < CLIPS; i++) {
      mirrored[i] = random.nextBoolean(0.5);
    }
    assertThat(mirrored).contains(true, false);
    assertClips(clips.load(0, CounterRandom.of(5)), starts, mirrored);
  }

  @Test
  void testsTakeTheSameClipsEachTime() {
    double last = MediaFile.open(folder.resolve("good.mp4")).seconds() - 2;
    assertClips(
        clips(ClipStarts.UNIFORM, SyncDataConfig.Flip.NEVER).load(0, CounterRandom.of(1)),
        new double[] {0, last / 3, 2 * (last / 3), last},
        new boolean[CLIPS]);
    double first = (last - 3 * 0.2) / 2;
    assertClips(
        clips(ClipStarts.CENTER_COMPACT, SyncDataConfig.Flip.NEVER).load(0, CounterRandom.of(2)),
        new double[] {first, first + 0.2, first + 0.4, first + 3 * 0.2},
        new boolean[CLIPS]);
  }

  @Test
  void randomStartsKeepTheGapAndReachTheWholeRange() {
    double least = 9;
    double most = 0;
    for (int i = 0; i < 500; i++) {
      double[] starts = ClipStarts.RANDOM.starts(3, 5, 0.5, CounterRandom.of(i));
      for (int k = 1; k < starts.length; k++) {
        assertThat(starts[k] - starts[k - 1]).isGreaterThanOrEqualTo(0.5 - 1e-9);
      }
      least = Math.min(least, starts[0]);
      most = Math.max(most, starts[4]);
    }
    assertThat(least).isBetween(0.0, 0.05);
    assertThat(most).isBetween(2.95, 3.0);
    assertThat(ClipStarts.UNIFORM.starts(3, 1, 0.5, CounterRandom.of(1))).containsExactly(0);
  }

  @Test
  void videosThatCantBeUsedAreErrorsThatSayWhy() {
    SyncClips clips = clips(ClipStarts.UNIFORM, SyncDataConfig.Flip.NEVER);
    assertThat(clips.size()).isEqualTo(4);
    assertThat(clips.name(2)).isEqualTo("slow.mp4");
    refuses(clips, 1, "short.mp4 lasts 2.4");
    refuses(clips, 1, "4 clips at gaps of 0.2 s need 2.600 s");
    refuses(clips, 2, "slow.mp4 has 10.000 frames a second; the classifier needs 12 or more");
    refuses(clips, 3, "broken.mp4");
  }

  private static void refuses(SyncClips clips, int index, String message) {
    assertThatThrownBy(() -> clips.load(index, CounterRandom.of(0)))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining(message);
  }

  @Test
  void atTheUsualSizeFramesAreThoseOfTheEvaluation() {
    SyncDataConfig config =
        new SyncDataConfig(
            folder,
            folder.resolve("list.txt"),
            FramePreset.SYNC_TRAIN.size(),
            ClipSampling.STANDARD,
            1,
            0.2,
            ClipStarts.UNIFORM,
            SyncDataConfig.Flip.NEVER,
            Protocol.CORRECTED,
            MediaLimits.DEFAULT);
    Image first =
        ClipReader.of(MediaFile.open(folder.resolve("good.mp4"))).nearestFrames(0.0).get(0).get(0);
    float[] expected = FramePreset.SYNC_TRAIN.apply(first.tensor()).values();
    float[] actual = SyncClips.of(config).load(0, CounterRandom.of(0)).video().values();
    assertThat(Arrays.copyOf(actual, expected.length)).isEqualTo(expected);
  }
}
