package io.asva.examples.drawn;

import io.asva.examples.drawn.ClipFormat.Variety;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which data set is drawn. For one thread at a time. */
public final class DrawnDatasetBuilder {
  private static final int MOST_VIDEOS = 1_000_000;
  private static final int SMALLEST = 32;
  private static final int LARGEST = 512;
  private static final double SHORTEST = 1;
  private static final double LONGEST = 60;
  private static final double MOST_FPS = 60;
  private static final long MOST_PIXELS = 64L << 20;
  private static final Set<Integer> RATES = Set.of(16000, 22050, 24000, 32000, 44100, 48000);

  private int videos = 1504;
  private int testVideos = -1;
  private long seed = 1;
  private int size = 96;
  private double seconds = 6.5;
  private double fps = 24;
  private int rate = 16000;
  private double pairs = 0.5;
  private double foreignVoices = 0.6;
  private Variety variety = Variety.ONE;
  private Edition edition = Edition.FIRST;
  private @Nullable List<DrawnCategory> categories;

  DrawnDatasetBuilder() {}

  /** How many videos, the categories taking turns; 1500 unless set. */
  public DrawnDatasetBuilder videos(int count) {
    require(count >= 1 && count <= MOST_VIDEOS, "1 to " + MOST_VIDEOS + " videos", count);
    videos = count;
    return this;
  }

  /** How many of the videos are in test.txt and not in train.txt; a tenth unless set. */
  public DrawnDatasetBuilder testVideos(int count) {
    require(count >= 0, "at least 0 test videos", count);
    testVideos = count;
    return this;
  }

  /** Sets the seed that all choices follow from; 1 unless set. */
  public DrawnDatasetBuilder seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /** Width and height in pixels; 96 unless set. */
  public DrawnDatasetBuilder size(int pixels) {
    require(
        pixels >= SMALLEST && pixels <= LARGEST && pixels % 2 == 0,
        "an even size of " + SMALLEST + " to " + LARGEST + " pixels",
        pixels);
    size = pixels;
    return this;
  }

  /** Length of a video; 6.5 unless set. Training the classifier needs 6. */
  public DrawnDatasetBuilder seconds(double length) {
    require(length >= SHORTEST && length <= LONGEST, "1 to 60 seconds", length);
    seconds = length;
    return this;
  }

  /** Frames a second; 24 unless set. */
  public DrawnDatasetBuilder fps(double frames) {
    require(frames >= 1 && frames <= MOST_FPS, "1 to 60 frames a second", frames);
    fps = frames;
    return this;
  }

  /** Samples a second; 16000 unless set. */
  public DrawnDatasetBuilder rate(int samples) {
    require(RATES.contains(samples), "a sampling rate among " + RATES, samples);
    rate = samples;
    return this;
  }

  /**
   * The share of images with two things, of which one moves; 0.5 unless set. In the second edition
   * a third of these has three things.
   */
  public DrawnDatasetBuilder pairs(double share) {
    require(share >= 0 && share <= 1, "a share of 0 to 1 of images with two things", share);
    pairs = share;
    return this;
  }

  /**
   * The share, among images with two things, of those in which what is heard has any category's
   * voice, so that only the text tells which of the two moves; 0.5 unless set.
   */
  public DrawnDatasetBuilder foreignVoices(double share) {
    require(share >= 0 && share <= 1, "a share of 0 to 1 of foreign voices", share);
    foreignVoices = share;
    return this;
  }

  /** Whether the videos have one form; they have unless set. */
  public DrawnDatasetBuilder variety(Variety choice) {
    Objects.requireNonNull(choice, "choice");
    variety = choice;
    return this;
  }

  /** How it is drawn; as in the first edition unless set. */
  public DrawnDatasetBuilder edition(Edition choice) {
    Objects.requireNonNull(choice, "choice");
    edition = choice;
    return this;
  }

  /** Which categories; all of the edition unless set. */
  public DrawnDatasetBuilder categories(Set<DrawnCategory> choice) {
    Objects.requireNonNull(choice, "choice");
    require(!choice.isEmpty(), "at least one category", choice);
    categories = List.copyOf(EnumSet.copyOf(choice));
    return this;
  }

  /**
   * The data set; nothing is drawn yet.
   *
   * @throws DrawnException if there are more test videos than videos, images of two things with
   *     only one category, or if a video would need too much memory
   */
  public DrawnDataset build() {
    List<DrawnCategory> drawn = categories == null ? edition.categories() : categories;
    require(
        edition.categories().containsAll(drawn),
        "categories of the edition, " + edition.categories(),
        drawn);
    int test = testVideos < 0 ? (videos + 5) / 10 : testVideos;
    require(test <= videos, "at most " + videos + " test videos, as many as videos", test);
    require(
        pairs == 0 || drawn.size() > 1,
        "at least two categories for images with two things",
        drawn);
    double pixels = seconds * fps * size * size;
    require(
        pixels <= MOST_PIXELS,
        "at most " + MOST_PIXELS + " pixels in all frames of a video; make it smaller or shorter",
        Math.round(pixels));
    DrawnSettings settings =
        new DrawnSettings(
            videos,
            test,
            seed,
            size,
            seconds,
            fps,
            rate,
            pairs,
            foreignVoices,
            variety,
            edition,
            drawn);
    return new DrawnDataset(settings);
  }

  private static void require(boolean good, String expected, Object found) {
    if (!good) {
      throw new DrawnException("A drawn data set needs " + expected + ", not " + found + ".");
    }
  }
}
