package io.asva.core.weights.internal;

import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Says where torch's tensors lie. Those that are contiguous stay in the file; transposed and
 * strided ones, which are rare, are gathered into memory, because what reads weights in place needs
 * them row-major.
 */
final class TensorPlacer {
  private static final long ALWAYS_ALLOWED = 64 << 20;
  private static final int SMALL = 8 << 20;

  private final OpenedFile file;
  private final TorchContent.Storages storages;
  private long budget;

  TensorPlacer(OpenedFile file, TorchContent.Storages storages) {
    this.file = file;
    this.storages = storages;
    // A view may claim any size by a stride of 0; real ones are no larger than their file.
    this.budget =
        Math.min(Math.max(ALWAYS_ALLOWED, file.size()), Runtime.getRuntime().maxMemory() / 2);
  }

  WeightTensor place(String name, TorchTensor tensor) {
    int size = tensor.type().bytes();
    long block = storages.offset(tensor.storage());
    boolean empty = tensor.span() == 0; // its offset means nothing, and may be anything
    long offset =
        empty
            ? block
            : block
                + tensor.storage().offset() * tensor.storage().type().bytes()
                + tensor.offset() * size;
    if (tensor.isContiguous()) {
      return new WeightTensor(
          name, tensor.type(), tensor.shape(), new WeightTensor.InFile(file.real(), offset));
    }
    long bytes = tensor.shape().elements() * size;
    budget -= bytes;
    if (budget < 0 || bytes > Integer.MAX_VALUE - 8 || tensor.span() * size > Integer.MAX_VALUE) {
      throw new WeightsException(
          file.shown()
              + ": "
              + name
              + " of shape "
              + tensor.shape()
              + " is a strided view, and there is no memory for a row-major copy of "
              + bytes
              + " bytes. Call contiguous() on it before saving, or give Java a larger heap.");
    }
    ByteBuffer gathered = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    gather(region(offset, (int) (tensor.span() * size)), tensor, gathered);
    return new WeightTensor(
        name,
        tensor.type(),
        tensor.shape(),
        new WeightTensor.InMemory(
            gathered.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN)));
  }

  private ByteBuffer region(long offset, int length) {
    if (length <= SMALL) {
      return file.read(offset, length);
    }
    try {
      return file.channel()
          .map(FileChannel.MapMode.READ_ONLY, offset, length)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new WeightsException("Can't map " + file.shown() + ": " + e, e);
    }
  }

  private static void gather(ByteBuffer region, TorchTensor tensor, ByteBuffer out) {
    int size = tensor.type().bytes();
    int rank = tensor.shape().rank();
    int[] index = new int[rank];
    long at = 0;
    while (out.hasRemaining()) {
      int from = (int) at * size;
      switch (size) {
        case 8 -> out.putLong(region.getLong(from));
        case 4 -> out.putInt(region.getInt(from));
        case 2 -> out.putShort(region.getShort(from));
        default -> out.put(region.get(from));
      }
      for (int axis = rank - 1; axis >= 0; axis--) {
        at += tensor.strides().get(axis);
        if (++index[axis] < tensor.shape().dim(axis)) {
          break;
        }
        at -= tensor.strides().get(axis) * tensor.shape().dim(axis);
        index[axis] = 0;
      }
    }
  }
}
