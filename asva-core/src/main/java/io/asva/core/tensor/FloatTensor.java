package io.asva.core.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor of single precision numbers.
 *
 * @param shape the extents
 * @param values the elements in row-major order, not copied
 */
@SuppressWarnings(
    "ArrayRecordComponent") // a view over an array is what it is; equality is by identity of the
// array
public record FloatTensor(Shape shape, float[] values) implements Tensor {

  /**
   * Checks that the array has as many elements as the shape.
   *
   * @throws IllegalArgumentException if it has not
   */
  public FloatTensor {
    if (shape.elements() != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + shape.elements() + " values, not " + values.length);
    }
  }

  /** A tensor of zeros. */
  public static FloatTensor zeros(int... dims) {
    return zeros(Shape.of(dims));
  }

  /** A tensor of zeros. */
  public static FloatTensor zeros(Shape shape) {
    return new FloatTensor(shape, new float[Math.toIntExact(shape.elements())]);
  }

  /** A tensor over an array, which is not copied. */
  public static FloatTensor of(float[] values, int... dims) {
    return new FloatTensor(Shape.of(dims), values);
  }

  /** A vector (n) of numbers, each rounded to single precision. */
  public static FloatTensor vector(List<? extends Number> numbers) {
    FloatTensor result = zeros(numbers.size());
    for (int i = 0; i < result.values.length; i++) {
      result.values[i] = numbers.get(i).floatValue();
    }
    return result;
  }

  /** The same elements under another shape of as many. */
  public FloatTensor reshape(int... dims) {
    return new FloatTensor(Shape.of(dims), values);
  }

  /** The same elements with an axis of one element before axis {@code axis}. */
  public FloatTensor unsqueeze(int axis) {
    return new FloatTensor(shape.insert(axis, 1), values);
  }

  /**
   * Copies one row; the result keeps the first axis, with an extent of 1.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public FloatTensor row(int row) {
    return narrow(0, row, 1);
  }

  /**
   * Copies a part of one axis, as {@code torch.narrow} does.
   *
   * @param axis which; negative ones count from the end
   * @param start the first position that is kept
   * @param length how many are kept
   * @throws IndexOutOfBoundsException if they are not within the axis
   */
  public FloatTensor narrow(int axis, int start, int length) {
    int at = shape.axis(axis);
    int extent = shape.dim(at);
    if (start < 0 || length < 0 || length > extent - start) {
      throw new IndexOutOfBoundsException(
          length + " from " + start + " on, along axis " + at + " of shape " + shape);
    }
    int inner = Math.toIntExact(shape.elements(at + 1, shape.rank()));
    FloatTensor result = zeros(shape.with(at, length));
    for (int outer = 0; outer < shape.elements(0, at); outer++) {
      System.arraycopy(
          values,
          (outer * extent + start) * inner,
          result.values,
          outer * length * inner,
          length * inner);
    }
    return result;
  }

  /**
   * Joins tensors along their first axis.
   *
   * @param parts at least one, alike but for the first axis
   * @throws IllegalArgumentException if they are not
   */
  public static FloatTensor concat(List<FloatTensor> parts) {
    return concat(0, parts);
  }

  /**
   * Joins tensors along an axis, as {@code torch.cat} does.
   *
   * @param parts at least one, alike but for that axis
   * @throws IllegalArgumentException if they are not
   */
  public static FloatTensor concat(int axis, List<FloatTensor> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no tensors to join");
    }
    Shape first = parts.get(0).shape;
    int extent = 0;
    for (FloatTensor part : parts) {
      if (!part.shape.with(axis, 1).equals(first.with(axis, 1))) {
        throw new IllegalArgumentException("can't join " + first + " and " + part.shape);
      }
      extent = Math.addExact(extent, part.shape.dim(axis));
    }
    FloatTensor result = zeros(first.with(axis, extent));
    int outer = Math.toIntExact(first.elements(0, first.axis(axis)));
    int to = 0;
    for (int i = 0; i < outer; i++) {
      for (FloatTensor part : parts) {
        int length = part.values.length / outer;
        System.arraycopy(part.values, i * length, result.values, to, length);
        to += length;
      }
    }
    return result;
  }

  /**
   * Joins tensors along a new first axis, as {@code torch.stack} does.
   *
   * @param parts at least one, all of one shape
   * @throws IllegalArgumentException if they are not
   */
  public static FloatTensor stack(List<FloatTensor> parts) {
    return concat(parts.stream().map(part -> part.unsqueeze(0)).toList());
  }

  /**
   * The sum with another of the same shape.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public FloatTensor plus(FloatTensor other) {
    return added(1, other);
  }

  /**
   * The difference from another of the same shape.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public FloatTensor minus(FloatTensor other) {
    return added(-1, other);
  }

  private FloatTensor added(float factor, FloatTensor other) {
    if (!shape.equals(other.shape)) {
      throw new IllegalArgumentException("shapes " + shape + " and " + other.shape + " differ");
    }
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i] + factor * other.values[i];
    }
    return new FloatTensor(shape, result);
  }

  /** A copy with each element multiplied by a factor. */
  public FloatTensor times(double factor) {
    FloatTensor result = zeros(shape);
    for (int i = 0; i < values.length; i++) {
      result.values[i] = (float) (values[i] * factor);
    }
    return result;
  }

  /**
   * A copy with the axes in another order.
   *
   * @param axes for each axis of the result, the axis of this tensor
   * @throws IllegalArgumentException if they are not the tensor's axes
   */
  public FloatTensor permute(int... axes) {
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
    float[] to = new float[values.length];
    int[] position = new int[rank];
    int source = 0;
    for (int i = 0; i < to.length; i++) {
      to[i] = values[source];
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

  /** A copy with channels moved from the second axis to the last: (b, c, h, w) to (b, h, w, c). */
  public FloatTensor channelsLast() {
    return withAxisMoved(1, shape.rank() - 1);
  }

  /** A copy with channels moved from the last axis to the second: (b, h, w, c) to (b, c, h, w). */
  public FloatTensor channelsFirst() {
    return withAxisMoved(shape.rank() - 1, 1);
  }

  private FloatTensor withAxisMoved(int from, int to) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      order.add(i);
    }
    order.add(to, order.remove(from));
    return permute(order.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public ElementType type() {
    return ElementType.F32;
  }

  @Override
  public double valueAt(int index) {
    return values[index];
  }
}
