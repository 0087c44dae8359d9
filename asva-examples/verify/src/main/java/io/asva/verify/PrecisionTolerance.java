package io.asva.verify;

import io.asva.core.runtime.Precision;
import io.asva.core.tensor.Comparison;
import java.util.Map;

/**
 * The error that a precision may add to a network's results. Half precision and TF32 both have 10
 * bits after the point; the errors that this makes were measured on a processor in half precision,
 * at full size: UNet 1.1e-2 of the largest number, autoencoder 2.4e-3, text encoder 3.8e-3, audio
 * encoder 8e-3, classifier 8.7e-3. About twice as much is allowed.
 */
final class PrecisionTolerance {
  private static final Map<String, Double> ALLOWED =
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

  private PrecisionTolerance() {}

  /**
   * The comparison with what is allowed in a precision, which is never less than the case allows.
   *
   * @param kind of the case; those without a network are the same in each precision
   */
  static Comparison apply(String kind, Precision precision, Comparison comparison) {
    Double rounded = ALLOWED.get(kind);
    return precision == Precision.FP32 || rounded == null || rounded <= comparison.allowed()
        ? comparison
        : new Comparison(comparison.name(), comparison.error(), rounded, comparison.detail());
  }
}
