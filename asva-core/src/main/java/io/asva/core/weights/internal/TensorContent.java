package io.asva.core.weights.internal;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;

/** The bytes of tensors that exist already. */
public final class TensorContent {
  private TensorContent() {}

  /** The bytes of a tensor on the heap. */
  public static SafetensorsWriter.Content of(Tensor tensor) {
    return (offset, into) -> {
      int from = (int) (offset / tensor.type().bytes());
      int count = into.remaining() / tensor.type().bytes();
      if (tensor instanceof FloatTensor floats) {
        into.asFloatBuffer().put(floats.values(), from, count);
      } else if (tensor instanceof LongTensor longs) {
        into.asLongBuffer().put(longs.values(), from, count);
      } else {
        into.slice().put(((ByteTensor) tensor).values(), from, count);
      }
      into.position(into.limit());
    };
  }

  /** The bytes of a tensor in a file or in memory. */
  public static SafetensorsWriter.Content of(Weights weights, WeightTensor tensor) {
    return (offset, into) -> {
      if (tensor.data() instanceof WeightTensor.InMemory memory) {
        ByteBuffer bytes = memory.bytes().duplicate();
        into.put(bytes.position((int) offset).limit((int) offset + into.remaining()));
      } else {
        TensorData.copy(weights.source(), tensor, offset, into);
      }
    };
  }
}
