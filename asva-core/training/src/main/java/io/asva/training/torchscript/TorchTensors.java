package io.asva.training.torchscript;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.util.Arrays;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Copies between the Java heap and libtorch's own memory. */
final class TorchTensors {
  private TorchTensors() {}

  /** A tensor of libtorch's with whatever was in its memory. */
  static org.bytedeco.pytorch.Tensor empty(Shape shape, ElementType type) {
    return torch.torch_empty(
        shape.longs(), new TensorOptions(scalarType(type)), new MemoryFormatOptional());
  }

  /** A copy in libtorch's memory. */
  static org.bytedeco.pytorch.Tensor copy(Tensor tensor) {
    org.bytedeco.pytorch.Tensor result = empty(tensor.shape(), tensor.type());
    if (tensor.shape().elements() == 0) {
      return result;
    }
    if (tensor instanceof FloatTensor floats) {
      result.data_ptr_float().put(floats.values());
    } else if (tensor instanceof LongTensor longs) {
      result.data_ptr_long().put(longs.values());
    } else {
      result.data_ptr_byte().put(((ByteTensor) tensor).values());
    }
    return result;
  }

  /** A copy on the Java heap; of numbers of half precision in single precision. */
  static Tensor copy(org.bytedeco.pytorch.Tensor tensor) {
    Shape shape = Shape.of(Arrays.stream(sizes(tensor)).mapToInt(Math::toIntExact).toArray());
    int n = Math.toIntExact(shape.elements());
    ScalarType type = tensor.scalar_type().intern();
    boolean half = type == ScalarType.Half || type == ScalarType.BFloat16;
    org.bytedeco.pytorch.Tensor dense =
        (half ? tensor.to(ScalarType.Float) : tensor).cpu().contiguous();
    return switch (dense.scalar_type().intern()) {
      case Float -> {
        float[] values = new float[n];
        if (n > 0) {
          dense.data_ptr_float().get(values);
        }
        yield new FloatTensor(shape, values);
      }
      case Long -> {
        long[] values = new long[n];
        if (n > 0) {
          dense.data_ptr_long().get(values);
        }
        yield new LongTensor(shape, values);
      }
      case Byte -> {
        byte[] values = new byte[n];
        if (n > 0) {
          dense.data_ptr_byte().get(values);
        }
        yield new ByteTensor(shape, values);
      }
      default ->
          throw new TorchScriptException(
              "a tensor of "
                  + tensor.scalar_type()
                  + " came out of libtorch; expected Float, Long or Byte");
    };
  }

  private static long[] sizes(org.bytedeco.pytorch.Tensor tensor) {
    long[] sizes = new long[Math.toIntExact(tensor.dim())];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = tensor.size(i);
    }
    return sizes;
  }

  private static ScalarType scalarType(ElementType type) {
    return switch (type) {
      case F32 -> ScalarType.Float;
      case F16 -> ScalarType.Half;
      case BF16 -> ScalarType.BFloat16;
      case F64 -> ScalarType.Double;
      case I64 -> ScalarType.Long;
      case I32 -> ScalarType.Int;
      case I16 -> ScalarType.Short;
      case I8 -> ScalarType.Char;
      case U8 -> ScalarType.Byte;
      case BOOL -> ScalarType.Bool;
    };
  }
}
