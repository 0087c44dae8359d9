package io.asva.core.runtime.internal;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/** Copies between the library's tensors and ONNX Runtime's. */
final class Tensors {
  private Tensors() {}

  static OnnxTensor toNative(OrtEnvironment environment, Tensor tensor) throws OrtException {
    long[] shape = tensor.shape().longs();
    if (tensor instanceof FloatTensor floats) {
      return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats.values()), shape);
    }
    if (tensor instanceof LongTensor longs) {
      return OnnxTensor.createTensor(environment, LongBuffer.wrap(longs.values()), shape);
    }
    ByteTensor bytes = (ByteTensor) tensor;
    return OnnxTensor.createTensor(
        environment, ByteBuffer.wrap(bytes.values()), shape, OnnxJavaType.UINT8);
  }

  static Tensor toHeap(OnnxTensor tensor) {
    TensorInfo info = tensor.getInfo();
    Shape shape = Shape.of(Arrays.stream(info.getShape()).mapToInt(Math::toIntExact).toArray());
    int n = Math.toIntExact(shape.elements());
    switch (info.type) {
      case FLOAT, FLOAT16, BFLOAT16 -> {
        float[] values = new float[n];
        tensor.getFloatBuffer().get(values);
        return new FloatTensor(shape, values);
      }
      case INT64 -> {
        long[] values = new long[n];
        tensor.getLongBuffer().get(values);
        return new LongTensor(shape, values);
      }
      case UINT8, INT8, BOOL -> {
        byte[] values = new byte[n];
        tensor.getByteBuffer().get(values);
        return new ByteTensor(shape, values);
      }
      default -> throw new IllegalStateException("unexpected type of output: " + info.type);
    }
  }
}
