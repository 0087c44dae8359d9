package io.asva.examples.drawn;

import io.asva.core.ProgressMonitor;
import io.asva.examples.drawn.ClipFormat.Variety;
import io.asva.examples.drawn.internal.Draws;
import io.asva.media.dataset.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A data set of drawn and sounded clips, in AVSync15's layout: {@code videos/<category>/<file>.mp4}
 * in H.264 and AAC, {@code train.txt}, {@code test.txt} and {@code class_mapping.json}; besides
 * {@code labels.jsonl}, whose lines are {@link ClipLabels}, and {@code drawn.json}, the settings.
 *
 * <p>Immutable, so safe for use by many threads. The same settings give the same files, byte for
 * byte, on machines with the same releases of Java and of this library.
 */
public final class DrawnDataset {
  private static final double THIRDS = 1.0 / 3;

  private final DrawnSettings settings;

  DrawnDataset(DrawnSettings settings) {
    this.settings = settings;
  }

  /** Begins with 1,500 videos of 6.5 s of all categories. */
  public static DrawnDatasetBuilder builder() {
    return new DrawnDatasetBuilder();
  }

  /** The settings that it follows from. */
  public DrawnSettings settings() {
    return settings;
  }

  /** All clips, in the order in which they are drawn. */
  public List<DrawnClip> clips() {
    return IntStream.range(0, settings.videos()).mapToObj(this::clip).toList();
  }

  /**
   * One clip.
   *
   * @param index 0 to the number of videos less 1
   */
  public DrawnClip clip(int index) {
    List<DrawnCategory> categories = settings.categories();
    DrawnCategory category = categories.get(index % categories.size());
    Draws draws = Draws.of(settings.seed(), "clip " + index);
    long seed = draws.bits();
    ClipFormat format = format(draws);
    DrawnScene scene;
    if (draws.chance(settings.pairs())) {
      int step = 1 + draws.below(categories.size() - 1);
      DrawnCategory other = categories.get((index + step) % categories.size());
      DrawnCategory voice =
          draws.chance(settings.foreignVoices())
              ? categories.get(draws.below(categories.size()))
              : category;
      List<DrawnCategory> others = others(draws, category, other);
      scene = DrawnScene.group(settings.edition(), seed, category, others, voice, format.seconds());
    } else {
      scene = DrawnScene.single(settings.edition(), seed, category, format.seconds());
    }
    String folder = category.folder();
    String name = String.format(Locale.ROOT, "%s/%s_%05d.mp4", folder, folder, index);
    boolean test = index >= settings.videos() - settings.testVideos();
    return new DrawnClip(name, test ? Split.TEST : Split.TRAIN, scene, format);
  }

  /** The things at rest: one, in the second edition sometimes another that is like neither. */
  private List<DrawnCategory> others(Draws draws, DrawnCategory named, DrawnCategory other) {
    List<DrawnCategory> rest =
        settings.categories().stream().filter(c -> c != named && c != other).toList();
    boolean third = settings.edition() != Edition.FIRST && !rest.isEmpty() && draws.chance(THIRDS);
    return third ? List.of(other, rest.get(draws.below(rest.size()))) : List.of(other);
  }

  private ClipFormat format(Draws draws) {
    if (settings.variety() == Variety.VARIED) {
      return ClipFormat.varied(draws, settings.size());
    }
    int channels = 1 + draws.below(2);
    return new ClipFormat(
        settings.size(),
        settings.size(),
        settings.seconds(),
        settings.fps(),
        settings.rate(),
        channels);
  }

  /**
   * Writes it, on all processors. Videos that are there already, of an earlier run that was
   * stopped, are kept.
   *
   * @param folder new, empty, or begun with the same settings
   * @throws DrawnException if the folder holds anything else, or can't be written
   * @throws io.asva.core.CancelledException if it was stopped; finished videos stay
   */
  public void write(Path folder, ProgressMonitor monitor) {
    new DrawnDatasetWriter(this, folder).write(monitor);
  }
}
