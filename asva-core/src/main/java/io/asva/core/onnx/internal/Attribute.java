package io.asva.core.onnx.internal;

import io.asva.core.protobuf.Proto;
import java.util.List;

/** An attribute of an ONNX node. */
sealed interface Attribute {
  /** Its AttributeProto. */
  Proto proto();

  static Attribute of(String name, long value) {
    return new Int(name, value);
  }

  static Attribute of(String name, float value) {
    return new Single(name, value);
  }

  static Attribute of(String name, String value) {
    return new Text(name, value);
  }

  static Attribute of(String name, List<Integer> values) {
    return new Ints(name, values);
  }

  record Int(String name, long value) implements Attribute {
    @Override
    public Proto proto() {
      return new Proto().text(1, name).number(3, value).number(20, 2);
    }
  }

  record Single(String name, float value) implements Attribute {
    @Override
    public Proto proto() {
      return new Proto().text(1, name).single(2, value).number(20, 1);
    }
  }

  record Text(String name, String value) implements Attribute {
    @Override
    public Proto proto() {
      return new Proto().text(1, name).text(4, value).number(20, 3);
    }
  }

  record Ints(String name, List<Integer> values) implements Attribute {
    @Override
    public Proto proto() {
      Proto proto = new Proto().text(1, name);
      values.forEach(value -> proto.number(8, value));
      return proto.number(20, 7);
    }
  }
}
