package io.asva.core.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.asva.core.ClosedException;
import io.asva.core.concurrent.Unclosed;
import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Results of a network that stay where they were computed, to be given to another network on the
 * same device many times. They outlive the network that made them.
 *
 * <p>Safe for use by many threads: closing waits for runs that use them, and is harmless twice; a
 * run with them after that throws {@link ClosedException}.
 */
public final class RetainedValues implements AutoCloseable {
  private final OrtSession.Result result;
  // Runs hold the read side: ONNX Runtime would read freed memory.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private final Unclosed unclosed;
  private boolean closed;

  RetainedValues(OrtSession.Result result) {
    this.result = result;
    this.unclosed = Unclosed.watch(this, "What a network computed for another one", result::close);
  }

  /** Keeps them from being closed until this thread calls {@link #release}. */
  Map<String, OnnxTensor> hold() {
    use.readLock().lock();
    if (closed) {
      use.readLock().unlock();
      throw new ClosedException("the retained values");
    }
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    result.forEach(entry -> tensors.put(entry.getKey(), (OnnxTensor) entry.getValue()));
    return tensors;
  }

  /** Ends what {@link #hold} began. */
  void release() {
    try {
      use.readLock().unlock();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        unclosed.closed();
        result.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
