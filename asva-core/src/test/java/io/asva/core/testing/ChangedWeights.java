package io.asva.core.testing;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.UnaryOperator;

/** Checkpoints with one tensor that is not as it was. */
public final class ChangedWeights {
  private ChangedWeights() {}

  /** One number of a tensor is larger by one. */
  public static Weights perturbed(Weights weights, String name) {
    float[] values = ((FloatTensor) weights.read(name)).values().clone();
    values[values.length / 2] += 1;
    return replaced(weights, name, weights.require(name).shape(), values);
  }

  /** One number of a tensor is another one. */
  public static Weights with(Weights weights, String name, float value) {
    float[] values = ((FloatTensor) weights.read(name)).values().clone();
    values[values.length / 2] = value;
    return replaced(weights, name, weights.require(name).shape(), values);
  }

  /** A tensor has another shape, and zeros in it. */
  public static Weights misshapen(Weights weights, String name, int... dims) {
    Shape shape = Shape.of(dims);
    return replaced(weights, name, shape, new float[Math.toIntExact(shape.elements())]);
  }

  /** Tensors are missing. */
  public static Weights without(Weights weights, String... names) {
    List<String> missing = List.of(names);
    return Weights.of(
        weights.source(),
        weights.tensors().stream().filter(t -> !missing.contains(t.name())).toList());
  }

  private static Weights replaced(Weights weights, String name, Shape shape, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    WeightTensor changed =
        new WeightTensor(name, ElementType.F32, shape, new WeightTensor.InMemory(bytes));
    UnaryOperator<WeightTensor> change = t -> t.name().equals(name) ? changed : t;
    return Weights.of(weights.source(), weights.tensors().stream().map(change).toList());
  }
}
