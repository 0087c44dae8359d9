package io.asva.core.weights.internal;

import io.asva.core.files.PlainFile;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.HalfFloat;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Gets a tensor's elements from where they lie. */
public final class TensorData {
  // Small pieces keep the JDK's per-thread copy buffer small; a multiple of every element's size.
  private static final int PIECE = 1 << 20;

  private TensorData() {}

  /** Reads a tensor onto the heap. */
  public static Tensor read(String source, WeightTensor tensor) {
    long elements = tensor.shape().elements();
    if (elements > Integer.MAX_VALUE - 8) {
      throw new WeightsException(
          tensor.name() + " of " + source + " is too large for one array: " + tensor.shape());
    }
    int n = (int) elements;
    return switch (tensor.type()) {
      case F32, F16, BF16, F64 -> new FloatTensor(tensor.shape(), floats(source, tensor, n));
      case I64, I32, I16, I8 -> new LongTensor(tensor.shape(), longs(source, tensor, n));
      case U8, BOOL -> new ByteTensor(tensor.shape(), bytes(source, tensor, n));
    };
  }

  private static float[] floats(String source, WeightTensor tensor, int n) {
    float[] out = new float[n];
    pieces(
        source,
        tensor,
        (at, bytes) -> {
          int count = bytes.remaining() / tensor.type().bytes();
          switch (tensor.type()) {
            case F32 -> bytes.asFloatBuffer().get(out, at, count);
            case F64 -> {
              for (int i = 0; i < count; i++) {
                out[at + i] = (float) bytes.getDouble(8 * i);
              }
            }
            case F16 -> {
              for (int i = 0; i < count; i++) {
                out[at + i] = HalfFloat.toFloat(bytes.getShort(2 * i));
              }
            }
            default -> {
              for (int i = 0; i < count; i++) {
                out[at + i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
              }
            }
          }
        });
    return out;
  }

  private static long[] longs(String source, WeightTensor tensor, int n) {
    long[] out = new long[n];
    int size = tensor.type().bytes();
    pieces(
        source,
        tensor,
        (at, bytes) -> {
          int count = bytes.remaining() / size;
          for (int i = 0; i < count; i++) {
            out[at + i] =
                switch (size) {
                  case 8 -> bytes.getLong(8 * i);
                  case 4 -> bytes.getInt(4 * i);
                  case 2 -> bytes.getShort(2 * i);
                  default -> bytes.get(i);
                };
          }
        });
    return out;
  }

  private static byte[] bytes(String source, WeightTensor tensor, int n) {
    byte[] out = new byte[n];
    pieces(source, tensor, (at, bytes) -> bytes.get(0, out, at, bytes.remaining()));
    return out;
  }

  private interface Piece {
    /** Takes the elements from number {@code at}; the buffer starts at position 0. */
    void take(int at, ByteBuffer bytes);
  }

  private static void pieces(String source, WeightTensor tensor, Piece piece) {
    if (tensor.data() instanceof WeightTensor.InMemory memory) {
      piece.take(0, memory.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN));
      return;
    }
    WeightTensor.InFile place = (WeightTensor.InFile) tensor.data();
    long total = tensor.bytes();
    if (total == 0) {
      return;
    }
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.min(PIECE, total)).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = PlainFile.open(place.file())) {
      for (long done = 0; done < total; done += buffer.limit()) {
        buffer.clear().limit((int) Math.min(PIECE, total - done));
        fill(channel, tensor, place.offset() + done, buffer);
        piece.take((int) (done / tensor.type().bytes()), buffer.flip());
      }
    } catch (IOException e) {
      throw new WeightsException("Can't read " + tensor.name() + " of " + source + ": " + e, e);
    }
  }

  private static void fill(FileChannel channel, WeightTensor tensor, long position, ByteBuffer into)
      throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int n = channel.read(into, at);
      if (n < 0) {
        throw cut(tensor);
      }
      at += n;
    }
  }

  private static WeightsException cut(WeightTensor tensor) {
    return new WeightsException(
        ((WeightTensor.InFile) tensor.data()).file()
            + " became shorter since it was opened: "
            + tensor.name()
            + " is cut.");
  }

  /** Copies bytes of a tensor in a file, from its byte {@code offset}, until the buffer is full. */
  static void copy(String source, WeightTensor tensor, long offset, ByteBuffer into) {
    WeightTensor.InFile place = (WeightTensor.InFile) tensor.data();
    try (FileChannel channel = PlainFile.open(place.file())) {
      fill(channel, tensor, place.offset() + offset, into);
    } catch (IOException e) {
      throw new WeightsException("Can't read " + tensor.name() + " of " + source + ": " + e, e);
    }
  }

  /** A tensor's bytes, little-endian and read-only, without copying them. */
  public static ByteBuffer map(String source, WeightTensor tensor) {
    if (tensor.data() instanceof WeightTensor.InMemory memory) {
      return memory.bytes().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    WeightTensor.InFile place = (WeightTensor.InFile) tensor.data();
    long bytes = tensor.bytes();
    if (bytes > Integer.MAX_VALUE) {
      throw new WeightsException(
          tensor.name() + " of " + source + " has " + bytes + " bytes; at most 2^31-1 are mapped.");
    }
    try (FileChannel channel = PlainFile.open(place.file())) {
      if (place.offset() + bytes > channel.size()) {
        throw cut(tensor);
      }
      return channel
          .map(FileChannel.MapMode.READ_ONLY, place.offset(), bytes)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new WeightsException("Can't map " + tensor.name() + " of " + source + ": " + e, e);
    }
  }
}
