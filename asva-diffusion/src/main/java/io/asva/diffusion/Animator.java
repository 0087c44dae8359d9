package io.asva.diffusion;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.QueueState;
import io.asva.diffusion.internal.Pipeline;
import java.util.Objects;

/**
 * Makes short videos in which the things of an image move with audio.
 *
 * <p>Safe for use by many threads: inputs are read side by side, then calls take turns on the
 * device ({@link io.asva.core.runtime.DeviceQueue}), also with other animators' calls; where it
 * pays, those for clips of one size are denoised together ({@link DeviceSharing}). It holds the
 * networks until it is closed. Closing waits for the calls that compute; those that wait for their
 * turn throw {@link io.asva.core.ClosedException}.
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

  /** The configuration that it was composed from. */
  public AnimatorConfig config() {
    return pipeline.config();
  }

  /**
   * A request to this animator to fill in: {@link AnimationRequestBuilder#build} refuses what can't
   * be carried out by it, as {@link #animate} would before it begins: a size that doesn't fit the
   * networks, steps that its scheduler can't take, a category that its model doesn't know.
   */
  public AnimationRequestBuilder request() {
    return new AnimationRequestBuilder(pipeline::check);
  }

  /**
   * Carries out a request.
   *
   * @throws io.asva.core.AsvaException if the request can't be carried out
   * @throws io.asva.core.ClosedException if this was closed before the request's turn came
   */
  public Animation animate(AnimationRequest request) {
    Objects.requireNonNull(request, "request");
    return animate(request, ProgressMonitor.none());
  }

  /**
   * Carries out a request. The same request gives the same bits on the same machine's processor; on
   * a CUDA device, whose kernels add up in an order of their own, nearly the same.
   *
   * @param monitor stops the work within one evaluation of a network, or the wait for the turn. Its
   *     listener is told of the stages "reading", "waiting" where the call has to (its steps are
   *     the calls that come before), "encoding", "denoising" and "decoding", each of which counts
   *     over all clips; with several clips the last three stages alternate. It may close this
   *     animator, which then ends with the call. An exception that it throws ends the call. What it
   *     waits for other calls wait for, too
   * @throws io.asva.core.AsvaException if the request can't be carried out
   * @throws io.asva.core.CancelledException if it was stopped
   * @throws io.asva.core.runtime.DeviceQueueFullException if as many calls wait as may
   * @throws io.asva.core.ClosedException if this was closed before the request's turn came
   */
  public Animation animate(AnimationRequest request, ProgressMonitor monitor) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(monitor, "monitor");
    return pipeline.animate(request, monitor);
  }

  /**
   * How many evaluations of the UNet a request takes for a clip of 2 s, or for one window of a
   * longer video, each branch of the guidance counted, those of its outer blocks alone ({@link
   * FeatureCache}) as whole ones. Nothing is computed; a clip's time is about proportional to it.
   *
   * @throws io.asva.core.AsvaException if the request can't be carried out
   */
  public int evaluations(AnimationRequest request) {
    Objects.requireNonNull(request, "request");
    return pipeline.evaluations(request);
  }

  /**
   * Opens the networks for the usual size and number of frames and evaluates each of them once, so
   * that the first request takes no longer than later ones.
   *
   * @throws io.asva.core.AsvaException if a network can't be opened
   * @throws io.asva.core.ClosedException if this was closed before its turn came
   */
  public void warmUp() {
    warmUp(ProgressMonitor.none());
  }

  /**
   * Opens the networks for the usual size and number of frames and evaluates each of them once. It
   * takes what opening takes, and about as long as one step without guidance; the results are the
   * same without it.
   *
   * @param monitor stops the work within one evaluation of a network, or the wait for the turn. Its
   *     listener is told of the stage "warming up"
   * @throws io.asva.core.AsvaException if a network can't be opened
   * @throws io.asva.core.CancelledException if it was stopped
   * @throws io.asva.core.ClosedException if this was closed before its turn came
   */
  public void warmUp(ProgressMonitor monitor) {
    Objects.requireNonNull(monitor, "monitor");
    pipeline.warmUp(monitor);
  }

  /** How many calls wait for the device now, and how long the next one would. */
  public QueueState queue() {
    return pipeline.queue();
  }

  /** Waits for the calls that go on, then frees the networks; again without effect. */
  @Override
  public void close() {
    pipeline.close();
  }
}
