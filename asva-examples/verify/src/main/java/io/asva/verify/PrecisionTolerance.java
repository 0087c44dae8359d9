package io.asva.verify;

import io.asva.core.runtime.Precision;
import io.asva.core.tensor.Comparison;
import java.util.Map;

/**
 * The error that a precision may add to a network's results. About twice what was measured on a
 * processor at full size, on the recipe's weights, is allowed.
 *
 * <p>Half precision and TF32 both have 10 bits after the point. In half precision: UNet 1.1e-2 of
 * the largest number, autoencoder 2.4e-3, text encoder 3.8e-3, audio encoder 8e-3, classifier
 * 8.7e-3. In 8-bit integers: UNet 7.0e-2, autoencoder 3.4e-3, text encoder as in single precision,
 * audio encoder 1.6e-2, classifier 2.9e-3; the UNet of the pipeline's cases is small, and its
 * random weights make more of it: 9e-2 in the frames after four steps.
 */
final class PrecisionTolerance {
  private static final Map<String, Double> HALF =
      Map.ofEntries(
          Map.entry("unet", 2.5e-2),
          Map.entry("vae", 5e-3),
          Map.entry("clip.text", 8e-3),
          Map.entry("imagebind.audio", 2e-2),
          Map.entry("imagebind.vision", 2e-2),
          Map.entry("imagebind.text", 2e-2),
          Map.entry("sync.score", 2e-2),
          Map.entry("sync.accuracy", 2e-2),
          Map.entry("metrics.inception", 2e-2),
          // Each step starts from what the one before has rounded.
          Map.entry("pipeline", 5e-2));

  private static final Map<String, Double> INT8 =
      Map.ofEntries(
          Map.entry("unet", 1.5e-1),
          Map.entry("vae", 7e-3),
          Map.entry("imagebind.audio", 3e-2),
          Map.entry("imagebind.vision", 3e-2),
          Map.entry("imagebind.text", 3e-2),
          Map.entry("sync.score", 2e-2),
          Map.entry("sync.accuracy", 2e-2),
          Map.entry("pipeline", 1.8e-1));

  /** Frames as bytes are compared in their levels. */
  private static final double LEVELS = 255;

  private PrecisionTolerance() {}

  /**
   * The comparison with what is allowed in a precision, which is never less than the case allows.
   *
   * @param kind of the case; those without a network are the same in each precision
   */
  static Comparison apply(String kind, Precision precision, Comparison comparison) {
    Map<String, Double> rounded =
        switch (precision) {
          case FP32 -> Map.of();
          case TF32, FP16 -> HALF;
          case INT8 -> INT8;
        };
    double unit = comparison.name().endsWith("_u8") ? LEVELS : 1;
    double allowed = Math.max(comparison.allowed(), rounded.getOrDefault(kind, 0.0) * unit);
    return new Comparison(comparison.name(), comparison.error(), allowed, comparison.detail());
  }
}
