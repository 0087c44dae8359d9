package io.asva.diffusion;

import io.asva.core.Cancellation;
import io.asva.core.Progress;
import io.asva.diffusion.internal.Pipeline;

/**
 * Makes short videos in which the things of a picture move with a sound.
 *
 * <p>Safe for use by many threads: calls take turns. It holds the networks until it is closed;
 * closing waits for the call that goes on, and calls that still wait throw {@link
 * io.asva.core.runtime.ClosedException}.
 */
public final class Animator implements AutoCloseable {
  private final Pipeline pipeline;

  Animator(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** An animator to compose. */
  public static AnimatorBuilder builder() {
    return new AnimatorBuilder();
  }

  /**
   * Carries out a request.
   *
   * @throws io.asva.core.AsvaException if the request can't be carried out
   */
  public Animation animate(AnimationRequest request) {
    return animate(request, Progress.Listener.NONE, new Cancellation());
  }

  /**
   * Carries out a request.
   *
   * @param progress is told of the stages "reading", "encoding", "denoising" and "decoding"
   * @param cancellation stops the work within one evaluation of a network
   * @throws io.asva.core.AsvaException if the request can't be carried out
   * @throws io.asva.core.CancelledException if it was stopped
   */
  public Animation animate(
      AnimationRequest request, Progress.Listener progress, Cancellation cancellation) {
    return pipeline.animate(request, progress, cancellation);
  }

  /** Waits for the call that goes on, then frees the networks; again without effect. */
  @Override
  public void close() {
    pipeline.close();
  }
}
