package io.asva.core.graph;

import io.asva.core.graph.op.Concat;
import io.asva.core.graph.op.Gather;
import io.asva.core.graph.op.Permute;
import io.asva.core.graph.op.Slice;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.util.List;
import java.util.function.ToIntFunction;

/** Elements picked, repeated and moved: for each element of the result, where it comes from. */
final class NaiveShapes {
  private NaiveShapes() {}

  /** The tensor whose elements are those at the given offsets. */
  private static Tensor pick(Tensor x, Shape result, ToIntFunction<int[]> source) {
    int n = Math.toIntExact(result.elements());
    int[] offsets = new int[n];
    int[] next = {0};
    Indices.forEach(result, index -> offsets[next[0]++] = source.applyAsInt(index));
    if (x instanceof FloatTensor floats) {
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = floats.values()[offsets[i]];
      }
      return new FloatTensor(result, values);
    } else if (x instanceof LongTensor longs) {
      long[] values = new long[n];
      for (int i = 0; i < n; i++) {
        values[i] = longs.values()[offsets[i]];
      }
      return new LongTensor(result, values);
    }
    byte[] values = new byte[n];
    for (int i = 0; i < n; i++) {
      values[i] = ((ByteTensor) x).values()[offsets[i]];
    }
    return new ByteTensor(result, values);
  }

  static Tensor reshape(Tensor x, Shape result) {
    return pick(x, result, index -> Indices.offset(result, index));
  }

  static Tensor permute(Tensor x, Shape result, Permute op) {
    return pick(
        x,
        result,
        index -> {
          int[] from = new int[index.length];
          for (int i = 0; i < from.length; i++) {
            from[op.axes().get(i)] = index[i];
          }
          return Indices.offset(x.shape(), from);
        });
  }

  static Tensor expand(Tensor x, Shape result) {
    return pick(x, result, index -> repeated(x.shape(), index));
  }

  /** The offset in an array whose extents of 1, and missing leading ones, are repeated. */
  static int repeated(Shape shape, int[] index) {
    int[] from = new int[shape.rank()];
    for (int i = 0; i < from.length; i++) {
      from[i] = shape.dim(i) == 1 ? 0 : index[index.length - from.length + i];
    }
    return Indices.offset(shape, from);
  }

  static Tensor slice(Tensor x, Shape result, Slice op) {
    return pick(x, result, index -> at(x, index, op.axis(), op.start() + index[op.axis()]));
  }

  static Tensor gather(Tensor x, Shape result, Gather op) {
    return pick(x, result, index -> at(x, index, op.axis(), op.positions().get(index[op.axis()])));
  }

  /** The offset of a position with one coordinate replaced. */
  private static int at(Tensor x, int[] index, int axis, int coordinate) {
    int[] from = index.clone();
    from[axis] = coordinate;
    return Indices.offset(x.shape(), from);
  }

  static Tensor upsample(Tensor x, Shape result) {
    return pick(
        x,
        result,
        index -> {
          int[] from = index.clone();
          from[from.length - 3] /= 2;
          from[from.length - 2] /= 2;
          return Indices.offset(x.shape(), from);
        });
  }

  static Tensor embedding(LongTensor ids, Tensor table, Shape result) {
    int width = table.shape().dim(1);
    int[] next = {0};
    return pick(
        table,
        result,
        index -> {
          int position = next[0]++;
          return Math.toIntExact(ids.values()[position / width]) * width + position % width;
        });
  }

  static Tensor concat(List<Tensor> parts, Shape result, Concat op) {
    float[] values = new float[Math.toIntExact(result.elements())];
    int start = 0;
    for (Tensor part : parts) {
      float[] from = ((FloatTensor) part).values();
      int shift = start;
      int[] next = {0};
      Indices.forEach(
          part.shape(),
          index -> {
            int[] to = index.clone();
            to[op.axis()] += shift;
            values[Indices.offset(result, to)] = from[next[0]++];
          });
      start += part.shape().dim(op.axis());
    }
    return new FloatTensor(result, values);
  }
}
