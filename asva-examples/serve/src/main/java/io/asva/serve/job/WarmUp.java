package io.asva.serve.job;

import io.asva.core.AsvaException;
import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.GuidanceScales;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.text.KnownCategories;
import io.asva.media.Audio;
import io.asva.media.Image;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Opens the networks before somebody waits for them, and measures with a clip of a few steps how
 * long clips take here, on a thread of its own.
 *
 * <p>Safe for use by many threads.
 */
public final class WarmUp {
  private static final int STEPS = 2;
  private static final int RATE = 16_000;

  private final Cancellation cancellation = new Cancellation();
  private final Thread thread;

  private WarmUp(
      Animator animator, Pace pace, GuidanceScales guidance, BiConsumer<String, Throwable> log) {
    this.thread =
        new Thread(
            () -> {
              try {
                animator.warmUp(cancellation.silent());
                measure(animator, pace, guidance);
              } catch (CancelledException | ClosedException e) {
                // The server was closed before it was warm.
              } catch (AsvaException e) {
                log.accept("The networks could not be warmed up", e);
              }
            },
            "asva-warm-up");
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param pace learns what is measured
   * @param log is told if it can't be done
   */
  public static WarmUp begin(
      Animator animator, Pace pace, GuidanceScales guidance, BiConsumer<String, Throwable> log) {
    WarmUp warmUp = new WarmUp(animator, pace, guidance, log);
    warmUp.thread.start();
    return warmUp;
  }

  private void measure(Animator animator, Pace pace, GuidanceScales guidance) {
    var builder =
        animator
            .request()
            .image(new Image(1, 1, new byte[3]))
            .audio(new Audio(RATE, new float[1][(int) (RATE * AnimationRequest.SECONDS)]))
            .scheduler("dpm++")
            .steps(STEPS)
            .audioGuidance(guidance.audio())
            .textGuidance(guidance.text());
    AnimationRequest request = words(animator, builder).build();
    Stopwatch watch = new Stopwatch();
    ProgressMonitor monitor = cancellation.reporting(watch);
    Object unused = animator.animate(request, monitor);
    pace.learn(animator.evaluations(request), watch.denoising(), watch.others());
  }

  private static AnimationRequestBuilder words(Animator animator, AnimationRequestBuilder request) {
    Optional<ModelFolder> folder = animator.config().models();
    if (folder.isEmpty() || folder.get().hasTextEncoder()) {
      return request.text("");
    }
    return request.category(KnownCategories.of(folder.get()).names().iterator().next());
  }

  /** Times the stages; for one thread. */
  private static final class Stopwatch implements Progress.Listener {
    private long begun;
    private long denoising;
    private long denoised;

    @Override
    public void onProgress(Progress progress) {
      long now = System.nanoTime();
      if (progress.stage().equals("encoding") && progress.step() == 0) {
        begun = now;
      }
      if (progress.stage().equals("denoising")) {
        denoising = progress.step() == 0 ? now : denoising;
        denoised = now;
      }
    }

    double denoising() {
      return (denoised - denoising) / 1e9;
    }

    double others() {
      return (System.nanoTime() - begun) / 1e9 - denoising();
    }
  }

  /** Waits until it is over. */
  public void await() throws InterruptedException {
    thread.join();
  }

  /** Stops it, within one evaluation of a network. */
  public void cancel() {
    cancellation.cancel();
  }
}
