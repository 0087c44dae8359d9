package io.asva.diffusion;

import io.asva.core.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Classifier-free guidance: which conditions the UNet is evaluated under, and how the estimates
 * join.
 *
 * <p>Immutable.
 *
 * @param branches the conditions, in the order of the estimates
 * @param weights the factor of each estimate; they add up to 1
 */
public record Guidance(List<Branch> branches, List<Double> weights) {
  /** How many conditions guidance by audio has, the usual one. */
  public static final int USUAL_BRANCHES = 2;

  private static final Branch FULL = new Branch(true, true);

  /** Copies the lists. */
  public Guidance {
    branches = List.copyOf(branches);
    weights = List.copyOf(weights);
  }

  /**
   * A condition.
   *
   * @param text whether the text is given, or the empty text
   * @param audio whether the audio is given, or none
   */
  public record Branch(boolean text, boolean audio) {}

  /**
   * The guidance of given scales: {@code e0 + a (e1 - e0)} with the audio alone, {@code e0 + s (e1
   * - e0)} with the text alone, {@code e0 + s (e1 - e0) + a (e2 - e1)} with both, here as weights
   * of the estimates.
   */
  public static Guidance of(GuidanceScales scales) {
    Objects.requireNonNull(scales, "scales");
    double a = scales.audio();
    double s = scales.text();
    if (scales.guidesByAudio() && scales.guidesByText()) {
      return new Guidance(
          List.of(new Branch(false, false), new Branch(true, false), FULL),
          List.of(1 - s, s - a, a));
    }
    if (scales.guidesByAudio()) {
      return new Guidance(List.of(new Branch(true, false), FULL), List.of(1 - a, a));
    }
    if (scales.guidesByText()) {
      return new Guidance(List.of(new Branch(false, true), FULL), List.of(1 - s, s));
    }
    return new Guidance(List.of(FULL), List.of(1.0));
  }

  /**
   * The joined estimate.
   *
   * @param estimates one for each branch, all of one shape
   */
  public FloatTensor join(List<FloatTensor> estimates) {
    Objects.requireNonNull(estimates, "estimates");
    if (estimates.size() == 1) {
      return estimates.get(0);
    }
    List<float[]> values = new ArrayList<>();
    estimates.forEach(e -> values.add(e.values()));
    float[] joined = new float[values.get(0).length];
    for (int i = 0; i < joined.length; i++) {
      double sum = 0;
      for (int k = 0; k < values.size(); k++) {
        sum += weights.get(k) * values.get(k)[i];
      }
      joined[i] = (float) sum;
    }
    return new FloatTensor(estimates.get(0).shape(), joined);
  }
}
