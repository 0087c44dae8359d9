package io.asva.examples.training.run;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.HalfFloat;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.file.Path;

/** Weights in half precision. */
public final class HalfWeights {
  private HalfWeights() {}

  /**
   * Writes a file of weights in half precision, but for the statistics of batch normalisations,
   * whose range may be larger, and integers.
   */
  public static void write(Weights weights, Path file) {
    SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
    for (WeightTensor tensor : weights.tensors()) {
      if (weights.read(tensor.name()) instanceof FloatTensor floats
          && !tensor.name().contains(".running_")) {
        float[] values = floats.values();
        writer.add(
            tensor.name(),
            ElementType.F16,
            tensor.shape(),
            (offset, into) -> {
              for (int i = Math.toIntExact(offset / Short.BYTES); into.hasRemaining(); i++) {
                into.putShort(HalfFloat.fromFloat(values[i]));
              }
            });
      } else {
        writer.add(tensor.name(), weights.read(tensor.name()));
      }
    }
    writer.replace(file);
  }
}
