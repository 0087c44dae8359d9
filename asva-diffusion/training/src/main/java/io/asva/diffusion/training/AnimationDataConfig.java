package io.asva.diffusion.training;

import io.asva.core.config.NumberRange;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.FrameSizeException;
import io.asva.media.ClipSampling;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetVideo;
import io.asva.media.dataset.ListType;
import io.asva.media.dataset.Split;
import io.asva.media.dataset.VideoList;
import io.asva.training.TrainingException;
import io.asva.training.config.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The clips that AVSyncD is trained on: the section {@code train.dataset}.
 *
 * <p>{@code data_root} must be there. Without {@code example_list_path} it is a data set's folder,
 * or any folder of videos, with folders for their categories or without: then its own name is their
 * category. Without {@code class_text_encoding_mapping_pt} the run encodes the categories itself.
 * (The original needs both.) {@code img_size} is a side or [height, width], 256 where it is
 * missing. {@code sampling_rate} can only be 16000. {@code randcrop} has no effect: images are cut
 * to the size's shape before they are resized to it, which leaves nothing to choose. Added to the
 * original: {@code protocol}, {@code reference} (as the original reads files) or {@code corrected},
 * which is the default.
 *
 * @param root the folder of videos, or without a list a data set's
 * @param list the file that lists them
 * @param listType what a line of it holds
 * @param categories the categories that are used; all where it is empty
 * @param mode whether clips begin anywhere, or are the central ones and never flipped
 * @param size of the frames
 * @param sampling frames of a clip and their rate
 * @param flip whether clips are mirrored at random
 * @param classMapping the file of the categories' texts
 * @param textEncodings the file of these texts' encodings
 * @param protocol whether the original's slips in reading are reproduced
 * @param limits what videos are too large to be read
 */
public record AnimationDataConfig(
    Path root,
    Optional<Path> list,
    ListType listType,
    List<String> categories,
    Mode mode,
    FrameSize size,
    ClipSampling sampling,
    Flip flip,
    Optional<Path> classMapping,
    Optional<Path> textEncodings,
    Protocol protocol,
    MediaLimits limits) {
  private static final int SIDE = 256;
  private static final int RATE = 16_000;

  /** Which clip of a video is taken. */
  public enum Mode {
    /** Any, by chance. */
    TRAIN,
    /** The central one. */
    TEST
  }

  /** Whether clips are mirrored. */
  public enum Flip {
    /** Never. */
    NEVER,
    /** Every other clip, by chance. */
    RANDOM
  }

  /** Copies the list. */
  public AnimationDataConfig {
    categories = List.copyOf(categories);
  }

  /**
   * Reads the section.
   *
   * @param root the folder that relative paths begin at
   * @param limits what videos are too large to be read
   * @throws YamlConfigException if a value is missing or makes no sense
   */
  public static AnimationDataConfig of(YamlConfig dataset, Path root, MediaLimits limits) {
    Mode mode = dataset.choice("mode", Mode.class, Mode.TEST);
    boolean flip = dataset.flag("randflip", false);
    if (dataset.flag("randcrop", false)) {
      dataset.withoutEffect("randcrop", "images are cut to the size's shape and resized to it");
    }
    if (dataset.count("sampling_rate", RATE, 1) != RATE) {
      throw dataset.invalid("sampling_rate", "can only be " + RATE);
    }
    return new AnimationDataConfig(
        RunConfig.path(dataset, "data_root", root),
        RunConfig.optionalPath(dataset, "example_list_path", root),
        dataset.choice("example_list_type", ListType.class, ListType.VIDEO),
        dataset.texts("category", List.of()),
        mode,
        size(dataset),
        new ClipSampling(
            dataset.count("video_num_frame", ClipSampling.STANDARD.frames(), 1),
            dataset.number("video_fps", ClipSampling.STANDARD.fps(), NumberRange.POSITIVE)),
        flip && mode == Mode.TRAIN ? Flip.RANDOM : Flip.NEVER,
        RunConfig.optionalPath(dataset, "class_mapping_json", root),
        RunConfig.optionalPath(dataset, "class_text_encoding_mapping_pt", root),
        dataset.choice("protocol", Protocol.class, Protocol.CORRECTED),
        limits);
  }

  /**
   * The videos of the categories that are used.
   *
   * @throws io.asva.media.dataset.DatasetException if they can't be listed
   * @throws TrainingException if there is none
   */
  List<DatasetVideo> videos() {
    Set<String> wanted = Set.copyOf(categories);
    List<DatasetVideo> videos =
        list
            .map(file -> VideoList.read(file, root, listType).videos())
            .orElseGet(this::unlisted)
            .stream()
            .filter(video -> wanted.isEmpty() || wanted.contains(video.category()))
            .toList();
    if (videos.isEmpty()) {
      throw new TrainingException(
          list.orElse(root) + " names no video of the categories " + categories + ".");
    }
    return videos;
  }

  private List<DatasetVideo> unlisted() {
    Dataset dataset = Dataset.open(root);
    return dataset.videos(Split.TRAIN, listType).videos().stream()
        .map(
            video ->
                video.category().isEmpty()
                    ? new DatasetVideo(video.name(), video.file(), dataset.name(), video.segment())
                    : video)
        .toList();
  }

  /** The file of the categories' texts: the one that is named, or that of a data set's folder. */
  Optional<Path> mapping() {
    return classMapping.or(
        () ->
            list.isEmpty()
                ? Optional.of(Dataset.mappingIn(root)).filter(Files::exists)
                : Optional.empty());
  }

  /** The same with encodings in a file. */
  AnimationDataConfig withTextEncodings(Path file) {
    return new AnimationDataConfig(
        root,
        list,
        listType,
        categories,
        mode,
        size,
        sampling,
        flip,
        mapping(),
        Optional.of(file),
        protocol,
        limits);
  }

  private static FrameSize size(YamlConfig dataset) {
    List<Integer> sides = dataset.counts("img_size", List.of(SIDE), 1);
    if (sides.isEmpty() || sides.size() > 2) {
      throw dataset.invalid("img_size", "must be a side or [height, width], not " + sides);
    }
    try {
      return new FrameSize(sides.get(0), sides.get(sides.size() - 1));
    } catch (FrameSizeException e) {
      throw dataset.invalid("img_size", sides + " is out of range: " + e.getMessage());
    }
  }
}
