package io.asva.training.internal;

import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.training.CheckpointException;
import io.asva.training.torchscript.LiveTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Moves and compares tensors' bytes, piece by piece. */
final class TensorBytes {
  private static final int PIECE = 1 << 20;

  private TensorBytes() {}

  private interface Piece {
    boolean goOn(long offset, ByteBuffer bytes);
  }

  static void copy(LiveTensor from, LiveTensor to) {
    pieces(
        from,
        (offset, bytes) -> {
          to.put(offset, bytes);
          return true;
        });
  }

  /** Reads a tensor of a checkpoint into libtorch's memory. */
  static void restore(Weights from, String name, LiveTensor to) {
    to.put(0, bytes(from, name, to));
  }

  /** Whether a tensor is what a checkpoint holds. */
  static boolean same(Weights from, String name, LiveTensor tensor) {
    ByteBuffer expected = bytes(from, name, tensor);
    return pieces(
        tensor,
        (offset, bytes) ->
            expected.slice(Math.toIntExact(offset), bytes.remaining()).equals(bytes));
  }

  private static ByteBuffer bytes(Weights from, String name, LiveTensor as) {
    WeightTensor stored = from.require(name);
    if (stored.type() != as.type() || !stored.shape().equals(as.shape())) {
      throw new CheckpointException(
          name
              + " in "
              + from.source()
              + " is "
              + stored.type()
              + " "
              + stored.shape()
              + ", but this run's is "
              + as.type()
              + " "
              + as.shape()
              + "; resume with the networks that made the checkpoint.");
    }
    return from.map(stored);
  }

  private static boolean pieces(LiveTensor tensor, Piece piece) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    for (long offset = 0; offset < tensor.bytes(); offset += PIECE) {
      buffer.clear().limit((int) Math.min(PIECE, tensor.bytes() - offset));
      tensor.get(offset, buffer);
      if (!piece.goOn(offset, buffer.flip())) {
        return false;
      }
    }
    return true;
  }
}
