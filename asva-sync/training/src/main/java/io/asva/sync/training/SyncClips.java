package io.asva.sync.training;

import io.asva.audio.AudioException;
import io.asva.audio.MelSpectrogram;
import io.asva.core.image.FramePreset;
import io.asva.core.random.CounterRandom;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.ClipReader;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.dataset.DatasetVideo;
import io.asva.media.dataset.ListType;
import io.asva.media.dataset.VideoList;
import io.asva.training.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The clips that the classifier is trained on: several of each video, at times that {@link
 * ClipStarts} chooses, each mirrored by chance. Frames are those nearest in time; they are brought
 * to the size by their short side and cut in the middle.
 *
 * <p>A video needs 12 frames a second and must last for all its clips; one that doesn't, or can't
 * be read, is an error, where the original silently takes the next. What is drawn depends on the
 * random numbers that are given alone: first the clips' beginnings, then for each whether it is
 * mirrored.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SyncClips implements Examples<SyncClip> {
  private static final double LEAST_FPS = 12;

  private final SyncDataConfig config;
  private final List<DatasetVideo> videos;

  private SyncClips(SyncDataConfig config, List<DatasetVideo> videos) {
    this.config = config;
    this.videos = videos;
  }

  /**
   * The clips of the videos that a configuration names.
   *
   * @throws io.asva.media.dataset.DatasetException if the list can't be read
   */
  public static SyncClips of(SyncDataConfig config) {
    return new SyncClips(
        config, VideoList.read(config.list(), config.root(), ListType.VIDEO).videos());
  }

  @Override
  public int size() {
    return videos.size();
  }

  @Override
  public String name(int index) {
    return videos.get(index).name();
  }

  /**
   * Reads a video's clips.
   *
   * @throws MediaException if it can't be read, has too few frames a second, or is too short
   */
  @Override
  public SyncClip load(int index, CounterRandom random) {
    MediaFile file = MediaFile.open(videos.get(index).file(), config.limits());
    double fps = file.requireVideoTrack().fps();
    file.requireAudioTrack();
    if (!(fps >= LEAST_FPS)) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "%s has %.3f frames a second; the classifier needs %.0f or more.",
              file.path(),
              fps,
              LEAST_FPS));
    }
    ClipReader reader = new ClipReader(file, config.sampling(), config.protocol());
    double seconds = reader.seconds();
    if (!(seconds >= config.leastSeconds())) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "%s lasts %.3f s; %d clips at gaps of %s s need %.3f s.",
              file.path(),
              seconds,
              config.clips(),
              config.gap(),
              config.leastSeconds()));
    }
    double[] starts =
        config
            .starts()
            .starts(seconds - config.sampling().seconds(), config.clips(), config.gap(), random);
    return new SyncClip(
        Arrays.stream(starts).boxed().toList(),
        audios(reader, starts),
        frames(reader, starts, random));
  }

  private ClipFrames frames(ClipReader reader, double[] starts, CounterRandom random) {
    ClipReader.NearestFrames<FloatTensor> nearest =
        reader.nearestFrames(starts, this::prepared, () -> {});
    boolean[] mirrored = new boolean[nearest.clips().length];
    for (int clip = 0; clip < mirrored.length; clip++) {
      boolean chance = random.nextBoolean(0.5);
      mirrored[clip] = chance && config.flip() == SyncDataConfig.Flip.RANDOM;
    }
    return new ClipFrames(config.imageSize(), nearest.frames(), nearest.clips(), mirrored);
  }

  private FloatTensor prepared(Image image) {
    return FramePreset.SYNC_TRAIN.apply(image.tensor(), config.imageSize());
  }

  private FloatTensor audios(ClipReader reader, double[] starts) {
    List<FloatTensor> mels = Arrays.stream(starts).mapToObj(start -> mel(reader, start)).toList();
    return FloatTensor.stack(mels);
  }

  private FloatTensor mel(ClipReader reader, double start) {
    Audio audio = reader.audioWithin(start, note -> {});
    try {
      return MelSpectrogram.of(
          Resampler.of(audio.rate(), MelSpectrogram.RATE).resample(audio.tensor()));
    } catch (AudioException e) {
      throw new MediaException(reader.file().path() + " at " + start + " s: " + e.getMessage(), e);
    }
  }
}
