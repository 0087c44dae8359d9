package io.asva.core;

/**
 * How far long work has come: {@code step} of {@code total} steps of {@code stage} are done.
 *
 * @param stage the name of what is being done, for instance "denoising"
 * @param step steps done so far, 0 when the stage begins
 * @param total steps of the stage, at least 1
 */
public record Progress(String stage, int step, int total) {

  /** Is told of progress, on the thread that does the work; it should return quickly. */
  @FunctionalInterface
  public interface Listener {
    /** A listener that ignores everything. */
    Listener NONE = progress -> {};

    /** Called when a stage begins and after each of its steps. */
    void onProgress(Progress progress);

    /** Reports {@code step} of {@code total} of {@code stage}. */
    default void report(String stage, int step, int total) {
      onProgress(new Progress(stage, step, total));
    }
  }
}
