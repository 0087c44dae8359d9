package io.asva.core.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extents of a tensor, outermost first, in row-major order. No dimension at all is a scalar; an
 * extent may be 0.
 *
 * <p>Immutable.
 */
public final class Shape {
  private final int[] dims;

  private Shape(int[] dims) {
    this.dims = dims;
  }

  /**
   * A shape of the given extents.
   *
   * @throws IllegalArgumentException if an extent is negative
   */
  public static Shape of(int... dims) {
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("negative extent in " + Arrays.toString(dims));
      }
    }
    return new Shape(dims.clone());
  }

  /** A shape of the given extents. */
  public static Shape of(List<Integer> dims) {
    return of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Number of dimensions. */
  public int rank() {
    return dims.length;
  }

  /** The extent of a dimension; negative positions count from the end, -1 being the last. */
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /** The position of an axis counted from the front. */
  public int axis(int axis) {
    int position = axis < 0 ? axis + dims.length : axis;
    if (position < 0 || position >= dims.length) {
      throw new IndexOutOfBoundsException("axis " + axis + " of shape " + this);
    }
    return position;
  }

  /** Number of elements. */
  public long elements() {
    return elements(0, dims.length);
  }

  /** Product of the extents from axis {@code from} (inclusive) to axis {@code to} (exclusive). */
  public long elements(int from, int to) {
    long n = 1;
    for (int i = from; i < to; i++) {
      n = Math.multiplyExact(n, dims[i]);
    }
    return n;
  }

  /** A copy of this shape with one extent replaced. */
  public Shape with(int axis, int extent) {
    int[] copy = dims.clone();
    copy[axis(axis)] = extent;
    return of(copy);
  }

  /** A copy of this shape with one extent more, before axis {@code axis}. */
  public Shape insert(int axis, int extent) {
    int[] more = new int[dims.length + 1];
    for (int i = 0; i < more.length; i++) {
      more[i] = i < axis ? dims[i] : i == axis ? extent : dims[i - 1];
    }
    return of(more);
  }

  /** The extents, as a new array. */
  public int[] dims() {
    return dims.clone();
  }

  /** The extents as ONNX Runtime wants them. */
  public long[] longs() {
    return Arrays.stream(dims).asLongStream().toArray();
  }

  /** Whether another shape is the same but for ones at the ends of either. */
  public boolean isSameButForTrailingOnes(Shape other) {
    for (int i = 0; i < Math.max(rank(), other.rank()); i++) {
      if ((i < rank() ? dim(i) : 1) != (i < other.rank() ? other.dim(i) : 1)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** The extents as in {@code 1x4x32x32}; {@code scalar} where there is none. */
  @Override
  public String toString() {
    return dims.length == 0
        ? "scalar"
        : Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }
}
