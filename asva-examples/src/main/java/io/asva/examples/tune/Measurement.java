package io.asva.examples.tune;

import io.asva.diffusion.Effort;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The cost of a candidate, and how good its clips are.
 *
 * @param part what it changes
 * @param way the way of denoising in words
 * @param effort the evaluations of one clip
 * @param scores by name; {@link #AGREEMENT} is always among them
 */
public record Measurement(String part, String way, Effort effort, Map<String, Double> scores) {
  /** The mean correlation of the motion over time with that of the true clip, -1 to 1. */
  public static final String AGREEMENT = "motion_agreement";

  /** The mean peak signal-to-noise ratio against the true clip over the pixels that move, in dB. */
  public static final String PSNR = "moving_psnr";

  /**
   * The share of images of which two clips, to two audio clips, each agree better with their own.
   */
  public static final String SWAPPED = "swapped_sounds";

  /** The share of clips of two things in which the named one moves at least three times as much. */
  public static final String NAMED = "named_thing_moves";

  private static final double POINTS = 100;

  /** Copies the scores. */
  public Measurement {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /** A score; not a number where it was not measured. */
  public double score(String name) {
    return scores.getOrDefault(name, Double.NaN);
  }

  /** Evaluations of the UNet for a clip, those of outer blocks counted as what they are of one. */
  public double evaluations() {
    return effort.evaluations();
  }

  /** By how many points (hundredths) its motion agrees less than another's. */
  public double loss(Measurement exact) {
    return POINTS * (exact.score(AGREEMENT) - score(AGREEMENT));
  }
}
