package io.asva.core.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in protocol buffers' wire format, written field by field. ONNX models and TensorBoard's
 * events need no more than numbers, texts, bytes and nested messages, which is little enough not to
 * put a protobuf library on our users' class path.
 *
 * <p>Not safe for use by many threads.
 */
public final class Proto {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds an integer. */
  public Proto number(int field, long value) {
    varint(((long) field << 3) | VARINT);
    varint(value);
    return this;
  }

  /** Adds a single precision number. */
  public Proto single(int field, float value) {
    varint(((long) field << 3) | FIXED32);
    fixed(Float.floatToRawIntBits(value), 32);
    return this;
  }

  /** Adds a double precision number. */
  public Proto real(int field, double value) {
    varint(((long) field << 3) | FIXED64);
    fixed(Double.doubleToRawLongBits(value), 64);
    return this;
  }

  private void fixed(long bits, int count) {
    for (int shift = 0; shift < count; shift += 8) {
      out.write((int) (bits >>> shift));
    }
  }

  /** Adds a text. */
  public Proto text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a nested message. */
  public Proto message(int field, Proto value) {
    return bytes(field, value.toByteArray());
  }

  /** Adds bytes. */
  public Proto bytes(int field, byte[] value) {
    varint(((long) field << 3) | LENGTH_DELIMITED);
    varint(value.length);
    out.write(value, 0, value.length);
    return this;
  }

  /** The message so far. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
