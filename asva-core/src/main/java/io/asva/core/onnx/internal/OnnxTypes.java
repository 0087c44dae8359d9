package io.asva.core.onnx.internal;

import io.asva.core.tensor.ElementType;

/** ONNX's numbers for element types (TensorProto.DataType). */
final class OnnxTypes {
  private OnnxTypes() {}

  static int of(ElementType type) {
    return switch (type) {
      case F32 -> 1;
      case U8 -> 2;
      case I8 -> 3;
      case I16 -> 5;
      case I32 -> 6;
      case I64 -> 7;
      case BOOL -> 9;
      case F16 -> 10;
      case F64 -> 11;
      case BF16 -> 16;
    };
  }
}
