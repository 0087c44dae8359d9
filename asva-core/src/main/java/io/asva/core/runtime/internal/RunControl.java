package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * The options of one run, which another thread may ask to stop at any time: after the run ended
 * too, when ONNX Runtime's own object would be touched after it was freed.
 */
public final class RunControl implements AutoCloseable {
  private final OrtSession.RunOptions options;
  private boolean closed;

  private RunControl(OrtSession.RunOptions options) {
    this.options = options;
  }

  /** Options for one run. */
  public static RunControl create() throws OrtException {
    return new RunControl(new OrtSession.RunOptions());
  }

  /**
   * Options for one run after which ONNX Runtime gives back the memory it computed in.
   *
   * @param arenas which memory: {@link SessionSettings#arenas}
   */
  public static RunControl releasing(String arenas) throws OrtException {
    RunControl control = create();
    try {
      control.options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", arenas);
      return control;
    } catch (OrtException | RuntimeException | Error e) {
      control.close();
      throw e;
    }
  }

  /** The options of the run. */
  public OrtSession.RunOptions options() {
    return options;
  }

  /** Asks the run to stop before its next operation; does nothing once the run ended. */
  public synchronized void terminate() {
    if (closed) {
      return;
    }
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime did not take a cancellation", e);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      options.close();
    }
  }
}
