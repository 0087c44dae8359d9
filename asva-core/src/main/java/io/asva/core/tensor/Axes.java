package io.asva.core.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors with their axes in another order. */
public final class Axes {
  private Axes() {}

  /**
   * A copy with the axes in another order.
   *
   * @param axes for each axis of the result, the axis of the input
   * @throws IllegalArgumentException if they are not the tensor's axes
   */
  public static FloatTensor permute(FloatTensor tensor, int... axes) {
    Shape shape = tensor.shape();
    int rank = shape.rank();
    if (axes.length != rank || Arrays.stream(axes).distinct().count() != rank) {
      throw new IllegalArgumentException("axes " + Arrays.toString(axes) + " for shape " + shape);
    }
    int[] dims = new int[rank];
    int[] strides = new int[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = shape.dim(axes[i]);
      strides[i] = Math.toIntExact(shape.elements(shape.axis(axes[i]) + 1, rank));
    }
    float[] from = tensor.values();
    float[] to = new float[from.length];
    int[] position = new int[rank];
    int source = 0;
    for (int i = 0; i < to.length; i++) {
      to[i] = from[source];
      for (int axis = rank - 1; axis >= 0; axis--) {
        source += strides[axis];
        if (++position[axis] < dims[axis]) {
          break;
        }
        source -= strides[axis] * dims[axis];
        position[axis] = 0;
      }
    }
    return new FloatTensor(Shape.of(dims), to);
  }

  /** Channels moved from the second axis to the last: (b, c, h, w) to (b, h, w, c). */
  public static FloatTensor channelsLast(FloatTensor tensor) {
    return permute(tensor, order(tensor.shape().rank(), 1, tensor.shape().rank() - 1));
  }

  /** Channels moved from the last axis to the second: (b, h, w, c) to (b, c, h, w). */
  public static FloatTensor channelsFirst(FloatTensor tensor) {
    return permute(tensor, order(tensor.shape().rank(), tensor.shape().rank() - 1, 1));
  }

  private static int[] order(int rank, int from, int to) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      order.add(i);
    }
    order.add(to, order.remove(from));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }
}
