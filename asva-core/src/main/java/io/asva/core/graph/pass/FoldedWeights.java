package io.asva.core.graph.pass;

import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The weights of convolutions that have swallowed a normalisation. */
final class FoldedWeights {
  private final Weights weights;
  private final List<WeightTensor> made = new ArrayList<>();

  FoldedWeights(Weights weights) {
    this.weights = weights;
  }

  /**
   * The affine map that a normalisation applies to each channel: {@code factor x + shift}.
   *
   * @param name of the normalisation's scale, which names what is made
   * @param factor per channel
   * @param shift per channel
   */
  @SuppressWarnings("ArrayRecordComponent") // lives as long as one convolution is rewritten
  record Affine(String name, double[] factor, double[] shift) {
    Affine withoutShift() {
      return new Affine(name, factor, new double[shift.length]);
    }
  }

  /**
   * The affine map of a normalisation, from its scale, shift, running mean and running variance.
   */
  Affine affine(List<Weight> norm, float eps) {
    List<float[]> read = norm.stream().map(this::values).toList();
    int channels = read.get(0).length;
    double[] factor = new double[channels];
    double[] shift = new double[channels];
    for (int c = 0; c < channels; c++) {
      factor[c] = read.get(0)[c] / Math.sqrt((double) read.get(3)[c] + eps);
      shift[c] = read.get(1)[c] - read.get(2)[c] * factor[c];
    }
    return new Affine(norm.get(0).name(), factor, shift);
  }

  /** A convolution's weight, each output channel times its factor. */
  Weight scaled(Weight weight, Affine affine) {
    float[] values = values(weight);
    int row = values.length / affine.factor().length;
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) (values[i] * affine.factor()[i / row]);
    }
    return add(weight.name() + " * " + affine.name(), weight.shape(), result);
  }

  /** A convolution's bias after the normalisation. */
  Weight shift(Weight weight, Optional<Weight> bias, Affine affine) {
    float[] result = new float[affine.shift().length];
    float[] before = bias.map(this::values).orElseGet(() -> new float[result.length]);
    for (int c = 0; c < result.length; c++) {
      result[c] = (float) (before[c] * affine.factor()[c] + affine.shift()[c]);
    }
    return add(weight.name() + " + " + affine.name(), Shape.of(result.length), result);
  }

  /** The factors alone. */
  Weight factor(Affine affine) {
    float[] result = new float[affine.factor().length];
    for (int c = 0; c < result.length; c++) {
      result[c] = (float) affine.factor()[c];
    }
    return add(affine.name() + " factor", Shape.of(result.length), result);
  }

  private float[] values(Weight weight) {
    return ((FloatTensor) weights.read(weight.name())).values();
  }

  private Weight add(String name, Shape shape, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    made.add(new WeightTensor(name, ElementType.F32, shape, new WeightTensor.InMemory(bytes)));
    return new Weight(name, shape, shape, 0, ElementType.F32);
  }

  /** The checkpoint's tensors and those made. */
  Weights weights() {
    List<WeightTensor> all = new ArrayList<>(weights.tensors());
    all.addAll(made);
    return Weights.of(weights.source(), all);
  }
}
