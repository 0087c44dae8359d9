package io.asva.core.runtime.internal;

import io.asva.core.runtime.NativeLibraries;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.IdentityHashMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory outside the Java heap for tensors that live as long as a session. Java's own direct
 * buffers are limited to the size of the heap, which the weights of a large network pass many times
 * over.
 */
final class NativeBuffers implements AutoCloseable {
  // By identity: buffers are equal where their contents are.
  private final IdentityHashMap<ByteBuffer, Pointer> blocks = new IdentityHashMap<>();

  /** A little-endian buffer of zeros or garbage. */
  ByteBuffer allocate(long bytes) {
    NativeLibraries.prepare();
    Pointer block = Pointer.malloc(Math.max(bytes, 1));
    if (block == null || block.isNull()) {
      throw new OutOfMemoryError("no " + bytes + " bytes of native memory left for weights");
    }
    ByteBuffer buffer =
        new BytePointer(block).capacity(bytes).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    synchronized (blocks) {
      blocks.put(buffer, block);
    }
    return buffer;
  }

  /** Frees one of the buffers, which nobody uses any more. */
  void free(ByteBuffer buffer) {
    Pointer block;
    synchronized (blocks) {
      block = blocks.remove(buffer);
    }
    if (block != null) {
      Pointer.free(block);
    }
  }

  @Override
  public void close() {
    synchronized (blocks) {
      blocks.values().forEach(Pointer::free);
      blocks.clear();
    }
  }
}
