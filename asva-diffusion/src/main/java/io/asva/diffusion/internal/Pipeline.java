package io.asva.diffusion.internal;

import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.CallGate;
import io.asva.core.concurrent.Closing;
import io.asva.core.runtime.DevicePermit;
import io.asva.core.runtime.QueueState;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.Animation;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.Effort;
import io.asva.diffusion.FeatureCache;
import io.asva.diffusion.Guidance;
import io.asva.diffusion.Prompt;
import io.asva.diffusion.Sampling;
import io.asva.diffusion.spi.TextSource;
import io.asva.media.AudioClips;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From a request to clips. Inputs are read at once, side by side with other calls; then calls take
 * turns on the device, or share a turn. Closing waits for those that compute and turns away those
 * that wait.
 */
public final class Pipeline implements AutoCloseable {
  private final AnimatorConfig config;
  private final TextSource text;
  private final ClipMaker maker;
  private final CallGate gate;
  private final Turns turns;

  /**
   * The networks of an animator; they belong to it from here on.
   *
   * @param files what the denoiser's weights lie in, closed after it
   */
  public Pipeline(Parts parts, AutoCloseable files, AnimatorConfig config) {
    UnetSlot unets = new UnetSlot(parts.unet(), config);
    this.config = config;
    this.text = parts.text();
    this.maker = new ClipMaker(parts, unets, config);
    this.gate =
        new CallGate(
            this,
            "the Animator",
            () -> Closing.all(unets, parts.vae(), parts.audio(), parts.text(), files));
    this.turns = Turns.of(config, gate);
  }

  /** How long the device's queue is. */
  public QueueState queue() {
    return turns.state();
  }

  /** The configuration that it was composed from. */
  public AnimatorConfig config() {
    return config;
  }

  /**
   * Says what is wrong with a request before anything is read or computed.
   *
   * @return the request
   */
  public AnimationRequest check(AnimationRequest request) {
    RequestChecks.check(request, ClipForm.of(request, config), config);
    if (request.prompt() instanceof Prompt.Category category) {
      text.requireCategory(category.name());
    }
    return request;
  }

  /** How many evaluations of the UNet a clip takes. */
  public int evaluations(AnimationRequest request) {
    Sampling sampling = check(request).sampling();
    int count = config.scheduler(sampling).start(sampling.steps()).count();
    int branches = Guidance.of(request.guidance()).branches().size();
    Effort effort = EvaluationPlan.of(sampling, count, branches).effort(1);
    return effort.whole() + effort.outer();
  }

  /** Carries out a request. */
  public Animation animate(AnimationRequest request, ProgressMonitor monitor) {
    requireOutside();
    return gate.call(() -> carryOut(request, monitor));
  }

  /** Opens and evaluates the networks once, for the usual form of clips. */
  public void warmUp(ProgressMonitor monitor) {
    requireOutside();
    Object unused =
        gate.call(
            () -> {
              try (DevicePermit turn = turns.take(Optional.empty(), monitor)) {
                maker.warmUp(new ClipForm(config.frames(), config.size()), monitor);
                return turn;
              }
            });
  }

  /** A call from within another one would wait for itself. */
  private void requireOutside() {
    if (gate.inside()) {
      throw new AnimationException(
          "This call comes from within another one on the Animator, from its progress listener;"
              + " wait until that one has returned.");
    }
  }

  private Animation carryOut(AnimationRequest request, ProgressMonitor monitor) {
    check(request);
    ClipForm form = ClipForm.of(request, config);
    List<ClipInput> inputs =
        new InputReader(request, form.size(), config.protocol(), config.limits(), monitor).read();
    try (DevicePermit turn = turns.take(Optional.of(group(request, form)), monitor)) {
      return new Animation(clips(request, form, inputs, monitor), config.device());
    }
  }

  /** Calls for clips that one open UNet serves may compute at the same time. */
  private static Object group(AnimationRequest request, ClipForm form) {
    FeatureCache cache = request.sampling().cache();
    return List.of(form, cache.isUsed() ? Optional.of(cache.branch()) : Optional.empty());
  }

  private List<AnimatedClip> clips(
      AnimationRequest request, ClipForm form, List<ClipInput> inputs, ProgressMonitor monitor) {
    WindowPlan plan = plan(request, form, inputs.get(0));
    ClipMaker.Request prepared = maker.prepare(request, form, plan, monitor);
    List<AnimatedClip> clips = new ArrayList<>();
    for (ClipInput input : inputs) {
      ClipProgress part = new ClipProgress(monitor, clips.size(), inputs.size());
      clips.add(maker.make(prepared, input, monitor.reporting(part)));
    }
    return clips;
  }

  private static WindowPlan plan(AnimationRequest request, ClipForm form, ClipInput input) {
    if (request.length().isEmpty()) {
      return WindowPlan.single(form.frames());
    }
    double seconds = input.waveform().shape().dim(1) / (double) AudioClips.RATE;
    WindowPlan plan = WindowPlan.of(form, request.length().get(), seconds);
    RequestChecks.requireHeap(1, plan.frames(), form.size());
    return plan;
  }

  @Override
  public void close() {
    gate.close();
  }
}
