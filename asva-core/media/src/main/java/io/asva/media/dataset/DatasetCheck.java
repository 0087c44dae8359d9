package io.asva.media.dataset;

import io.asva.core.ProgressMonitor;
import io.asva.media.MediaLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A check of a data set: it decodes every listed video and says what is wrong with each.
 *
 * <p>Not safe for use by several threads; it uses some itself.
 */
public final class DatasetCheck {
  private static final int USUAL_THREADS = 4;
  private static final int MOST_THREADS = 256;

  private final Dataset dataset;
  private Set<Split> splits;
  private @Nullable VideoUse use;
  private ListType type = ListType.VIDEO;
  private MediaLimits limits = MediaLimits.DEFAULT;
  private int threads = Math.min(USUAL_THREADS, Runtime.getRuntime().availableProcessors());

  private DatasetCheck(Dataset dataset) {
    this.dataset = dataset;
    this.splits = present(dataset);
  }

  /** A check of all splits that have a list; of a plain folder's videos once. */
  public static DatasetCheck of(Dataset dataset) {
    Objects.requireNonNull(dataset, "dataset");
    return new DatasetCheck(dataset);
  }

  private static Set<Split> present(Dataset dataset) {
    Set<Split> present = new LinkedHashSet<>();
    if (!dataset.layout().hasLists()) {
      present.add(Split.TEST);
      return present;
    }
    boolean unlisted = true;
    for (Split split : Split.values()) {
      unlisted &= !Files.exists(dataset.list(split));
    }
    for (Split split : Split.values()) {
      if (unlisted || Files.exists(dataset.list(split))) {
        present.add(split);
      }
    }
    return present;
  }

  /** Checks one split alone. */
  public DatasetCheck split(Split one) {
    Objects.requireNonNull(one, "one");
    splits = Set.of(one);
    return this;
  }

  /**
   * Sets the use that the videos are checked for, in place of {@link VideoUse#of the published
   * use}.
   */
  public DatasetCheck use(VideoUse choice) {
    Objects.requireNonNull(choice, "choice");
    use = choice;
    return this;
  }

  /** Sets the kind of the lists' lines; videos by default. */
  public DatasetCheck listType(ListType choice) {
    Objects.requireNonNull(choice, "choice");
    type = choice;
    return this;
  }

  /** Sets the limits beyond which videos are refused; by default {@link MediaLimits#DEFAULT}. */
  public DatasetCheck limits(MediaLimits choice) {
    Objects.requireNonNull(choice, "choice");
    limits = choice;
    return this;
  }

  /**
   * How many videos are decoded at a time; by default as many as there are processors, at most 4.
   *
   * @throws DatasetException if it is not from 1 to 256
   */
  public DatasetCheck threads(int count) {
    if (count < 1 || count > MOST_THREADS) {
      throw new DatasetException(
          "Videos can be decoded by 1 to " + MOST_THREADS + " threads, not " + count + ".");
    }
    threads = count;
    return this;
  }

  /** Runs the check; see {@link #run(ProgressMonitor)}. */
  public DatasetReport run() {
    return run(ProgressMonitor.none());
  }

  /**
   * Runs the check.
   *
   * @param monitor stops the work within one frame; is told of the stage "checking videos", by the
   *     calling thread
   * @throws DatasetException if a list can't be used
   * @throws io.asva.core.CancelledException if it was stopped
   */
  public DatasetReport run(ProgressMonitor monitor) {
    Objects.requireNonNull(monitor, "monitor");
    Map<Split, List<DatasetVideo>> listed = new LinkedHashMap<>();
    splits.forEach(split -> listed.put(split, dataset.videos(split, type).videos()));
    Map<DatasetVideo, VideoFacts> facts =
        VideoProbes.of(
            listed.values().stream().flatMap(List::stream).toList(), limits, threads, monitor);
    Set<Path> trainedOn = trainedOn();
    List<DatasetReport.Checked> checked = new ArrayList<>();
    listed.forEach(
        (split, videos) ->
            checked.add(
                new SplitFindings(
                        dataset,
                        split,
                        use == null ? VideoUse.of(dataset.layout(), split) : use,
                        split == Split.TEST ? trainedOn : Set.of())
                    .of(videos, facts)));
    return new DatasetReport(checked);
  }

  /** The videos of train.txt, where testing on them would be a mistake. */
  private Set<Path> trainedOn() {
    boolean lists = Files.exists(dataset.list(Split.TRAIN));
    Set<Path> files = new LinkedHashSet<>();
    if (lists && dataset.layout().hasLists() && splits.contains(Split.TEST)) {
      dataset.videos(Split.TRAIN, type).videos().forEach(video -> files.add(video.file()));
    }
    return files;
  }
}
