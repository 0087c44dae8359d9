package io.asva.core.onnx.internal;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Reads a weight a few rows at a time, so that transforming a tensor of hundreds of megabytes needs
 * little heap and leaves the file's pages out of the process.
 */
final class WeightRows {
  private final Weights weights;
  private final WeightTensor tensor;
  private final int rowElements;

  WeightRows(Weights weights, String name) {
    this.weights = weights;
    this.tensor = weights.require(name);
    this.rowElements = Math.toIntExact(tensor.shape().elements(1, tensor.shape().rank()));
  }

  /** Elements of one row. */
  int rowElements() {
    return rowElements;
  }

  /** Rows {@code first} (inclusive) to {@code first + count} (exclusive). */
  float[] read(int first, int count) {
    long rowBytes = (long) rowElements * tensor.type().bytes();
    WeightTensor part =
        new WeightTensor(
            tensor.name(),
            tensor.type(),
            Shape.of(count, rowElements),
            part(first * rowBytes, count * rowBytes));
    return ((FloatTensor) Weights.of(weights.source(), List.of(part)).read(tensor.name())).values();
  }

  private WeightTensor.Data part(long offset, long length) {
    WeightTensor.Data data = tensor.data();
    if (data instanceof WeightTensor.InFile file) {
      return new WeightTensor.InFile(file.file(), file.offset() + offset);
    }
    ByteBuffer bytes = ((WeightTensor.InMemory) data).bytes().duplicate();
    bytes.position((int) offset).limit((int) (offset + length));
    return new WeightTensor.InMemory(bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
  }
}
