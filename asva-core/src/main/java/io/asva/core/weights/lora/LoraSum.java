package io.asva.core.weights.lora;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.HalfFloat;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The elements of a weight with what LoRAs add to it, computed in double precision and rounded once
 * to the weight's own type. All that is added is summed first, so that two halves of a LoRA are the
 * whole, bit for bit.
 *
 * <p>Without state, so that many threads may fill pieces at once.
 */
record LoraSum(Weights base, WeightTensor tensor, List<Term> terms)
    implements SafetensorsWriter.Content {

  /**
   * The products that one LoRA adds.
   *
   * @param factor of the product: the LoRA's scale times the layer's share
   */
  record Term(Lora lora, LoraLayer layer, double factor) {}

  @Override
  public void fill(long offset, ByteBuffer into) {
    int size = tensor.type().bytes();
    int first = (int) (offset / size);
    double[] sum = new double[into.remaining() / size];
    for (Term term : terms) {
      add(term, first, sum);
    }
    ByteBuffer old = base.map(tensor);
    for (int i = 0; i < sum.length; i++) {
      put(into, old, (first + i) * size, sum[i]);
    }
  }

  /** Adds a product's elements from a number on. */
  private void add(Term term, int first, double[] sum) {
    float[] down = floats(term, term.layer().down());
    float[] up = floats(term, term.layer().up());
    int rank = term.layer().rank();
    int width = down.length / rank;
    double[] row = new double[Math.min(width, sum.length)];
    for (int at = 0; at < sum.length; ) {
      int column = (first + at) % width;
      int n = Math.min(width - column, sum.length - at);
      Arrays.fill(row, 0);
      for (int r = 0; r < rank; r++) {
        double factor = up[(first + at) / width * rank + r];
        int from = r * width + column;
        for (int i = 0; i < n; i++) {
          row[i] += factor * down[from + i];
        }
      }
      for (int i = 0; i < n; i++) {
        sum[at + i] += term.factor() * row[i];
      }
      at += n;
    }
  }

  private static float[] floats(Term term, WeightTensor tensor) {
    return ((FloatTensor) term.lora().weights().read(tensor.name())).values();
  }

  /** Adds to an element and puts it. */
  private void put(ByteBuffer into, ByteBuffer old, int at, double added) {
    double result;
    switch (tensor.type()) {
      case F64 -> {
        result = old.getDouble(at) + added;
        into.putDouble(result);
      }
      case F32 -> {
        float sum = (float) (old.getFloat(at) + added);
        result = sum;
        into.putFloat(sum);
      }
      case F16 -> {
        short sum = HalfFloat.fromFloat((float) (HalfFloat.toFloat(old.getShort(at)) + added));
        result = HalfFloat.toFloat(sum);
        into.putShort(sum);
      }
      default -> {
        float sum = (float) (Float.intBitsToFloat(old.getShort(at) << 16) + added);
        int bits = Float.floatToRawIntBits(sum);
        int rounded = (bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16; // to the nearest, ties to even
        result = Float.intBitsToFloat(rounded << 16);
        into.putShort((short) rounded);
      }
    }
    if (!Double.isFinite(result)) {
      throw new LoraException(
          "With "
              + terms.get(terms.size() - 1).lora().source()
              + " the weight "
              + tensor.name()
              + " of "
              + base.source()
              + " holds "
              + result
              + " as "
              + tensor.type()
              + "; expected finite numbers. Take a smaller scale, or another file.");
    }
  }
}
