package io.asva.sync.training;

import io.asva.core.config.NumberRange;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.media.ClipSampling;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.training.config.RunConfig;
import java.nio.file.Path;

/**
 * The clips that the classifier is trained on or evaluated with: a section {@code dataset}.
 *
 * <p>{@code data_root} and {@code example_list_path} must be there; where others are missing they
 * have the original's defaults. {@code audio_sample_rate} can only be 16000; {@code mode} has no
 * meaning, as in the original. Added to the original: {@code protocol}, {@code reference} (as the
 * original reads files) or {@code corrected}, which is the default.
 *
 * @param root the folder of videos
 * @param list the file that lists them, a name a line
 * @param imageSize side of the frames
 * @param sampling frames of a clip and their rate
 * @param clips clips of each video
 * @param gap seconds from one clip's start to the next one's, or the least number of them
 * @param starts where a video's clips begin
 * @param flip whether clips are mirrored at random
 * @param protocol whether the original's slips in reading are reproduced
 * @param limits what videos are too large to be read
 */
public record SyncDataConfig(
    Path root,
    Path list,
    int imageSize,
    ClipSampling sampling,
    int clips,
    double gap,
    ClipStarts starts,
    Flip flip,
    Protocol protocol,
    MediaLimits limits) {
  private static final int SIDE = 224;
  private static final int CLIPS = 21;
  private static final double GAP = 0.2;
  private static final int RATE = 16_000;

  /** Whether clips are mirrored. */
  public enum Flip {
    /** Never. */
    NEVER,
    /** Every other clip, by chance, each on its own. */
    RANDOM
  }

  private enum Mode {
    TRAIN,
    TEST
  }

  /**
   * Reads the section.
   *
   * @param root the folder that relative paths begin at
   * @param limits what videos are too large to be read
   * @throws YamlConfigException if a value is missing or makes no sense
   */
  public static SyncDataConfig of(YamlConfig dataset, Path root, MediaLimits limits) {
    dataset.choice("mode", Mode.class, Mode.TEST);
    if (dataset.count("audio_sample_rate", RATE, 1) != RATE) {
      throw dataset.invalid("audio_sample_rate", "can only be " + RATE);
    }
    return new SyncDataConfig(
        RunConfig.path(dataset, "data_root", root),
        RunConfig.path(dataset, "example_list_path", root),
        dataset.count("image_size", SIDE, 1),
        new ClipSampling(
            dataset.count("video_num_frames", ClipSampling.STANDARD.frames(), 1),
            dataset.number("video_fps", ClipSampling.STANDARD.fps(), NumberRange.POSITIVE)),
        dataset.count("num_clips", CLIPS, 1),
        dataset.number("shift_time", GAP, NumberRange.POSITIVE),
        dataset.choice("sampling_type", ClipStarts.class, ClipStarts.RANDOM_COMPACT),
        dataset.flag("randflip", true) ? Flip.RANDOM : Flip.NEVER,
        dataset.choice("protocol", Protocol.class, Protocol.CORRECTED),
        limits);
  }

  /** Whether clips look the same to the network. */
  boolean sameClips(SyncDataConfig other) {
    return imageSize == other.imageSize && clips == other.clips && sampling.equals(other.sampling);
  }

  /** The least length of a video, in seconds. */
  public double leastSeconds() {
    return sampling.seconds() + (clips - 1) * gap;
  }
}
