package io.asva.core.onnx.internal;

import io.asva.core.graph.Batch;
import io.asva.core.protobuf.Proto;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** ONNX's messages about tensors: TensorProto and ValueInfoProto. Stateless. */
final class TensorProtos {
  private TensorProtos() {}

  /** A tensor whose bytes are in the model. */
  static Proto inline(String name, ElementType type, Shape shape, byte[] bytes) {
    return tensor(name, type, shape).bytes(9, bytes);
  }

  /** A tensor whose bytes are in a file beside the model, or given to the session by name. */
  static Proto external(
      String name, ElementType type, Shape shape, String location, long offset, long length) {
    return tensor(name, type, shape)
        .message(13, new Proto().text(1, "location").text(2, location))
        .message(13, new Proto().text(1, "offset").text(2, Long.toString(offset)))
        .message(13, new Proto().text(1, "length").text(2, Long.toString(length)))
        .number(14, 1);
  }

  private static Proto tensor(String name, ElementType type, Shape shape) {
    Proto proto = new Proto();
    for (long dim : shape.longs()) {
      proto.number(1, dim);
    }
    return proto.number(2, OnnxTypes.of(type)).text(8, name);
  }

  /** The elements in little-endian order. */
  static byte[] bytes(Tensor tensor) {
    int n = Math.toIntExact(tensor.shape().elements());
    ByteBuffer buffer =
        ByteBuffer.allocate(n * tensor.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < n; i++) {
      switch (tensor.type()) {
        case F32 -> buffer.putFloat((float) tensor.valueAt(i));
        case I64 -> buffer.putLong((long) tensor.valueAt(i));
        default -> buffer.put((byte) tensor.valueAt(i));
      }
    }
    return buffer.array();
  }

  /** A ValueInfoProto: the type and shape of an input or output. A free extent has a name. */
  static Proto valueInfo(String name, ElementType type, Shape shape, Batch batch) {
    Proto dims = new Proto();
    for (int dim : shape.dims()) {
      Proto extent = new Proto();
      dims.message(
          1,
          batch.isFree(dim) ? extent.text(2, batch.words(Shape.of(dim))) : extent.number(1, dim));
    }
    Proto tensorType = new Proto().number(1, OnnxTypes.of(type)).message(2, dims);
    return new Proto().text(1, name).message(2, new Proto().message(1, tensorType));
  }
}
