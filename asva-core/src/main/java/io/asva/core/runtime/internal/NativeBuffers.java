package io.asva.core.runtime.internal;

import io.asva.core.runtime.NativeLibraries;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory outside the Java heap for tensors that live as long as a session. Java's own direct
 * buffers are limited to the size of the heap, which the weights of a large network pass many times
 * over.
 */
final class NativeBuffers implements AutoCloseable {
  private final List<Pointer> blocks = new ArrayList<>();

  /** A little-endian buffer of zeros or garbage. */
  ByteBuffer allocate(long bytes) {
    NativeLibraries.prepare();
    Pointer block = Pointer.malloc(Math.max(bytes, 1));
    if (block == null || block.isNull()) {
      throw new OutOfMemoryError("no " + bytes + " bytes of native memory left for weights");
    }
    synchronized (blocks) {
      blocks.add(block);
    }
    return new BytePointer(block).capacity(bytes).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    synchronized (blocks) {
      blocks.forEach(Pointer::free);
      blocks.clear();
    }
  }
}
