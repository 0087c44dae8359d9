package io.asva.examples.training.causes;

import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.TrainingNoise;
import io.asva.examples.demo.Demo;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.Likeness;
import io.asva.examples.training.data.ImageBatch;
import io.asva.media.Video;
import io.asva.vae.Vae;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gives the denoiser the drawn clip's latents with noise of some level, without guidance: what it
 * makes of them in one evaluation, and in many. Of the one evaluation there is the squared error of
 * the latents, too (whose variance is 1), at strokes and between them: it is what the training's
 * loss weighs.
 */
final class Denoising {
  private static final int[] LEVELS = {100, 300, 500, 700, 900, 999};
  private static final int MANY = 20;

  private final Subject subject;
  private final SchedulerConfig scheduler;
  private final Vae vae;

  private Denoising(Subject subject, Vae vae) {
    this.subject = subject;
    this.scheduler = subject.scheduler();
    this.vae = vae;
  }

  static void run(Subject subject, Consumer<Finding> found) {
    try (Vae vae = subject.vae()) {
      Denoising denoising = new Denoising(subject, vae);
      for (int level : LEVELS) {
        found.accept(denoising.from(level, 1));
        found.accept(denoising.from(level, MANY));
      }
    }
  }

  private Finding from(int level, int evaluations) {
    List<Likeness> all = new ArrayList<>();
    LatentErrors errors = new LatentErrors();
    try (Animator animator =
        subject.animator().scheduler(new LateStart(scheduler, level)).build()) {
      for (DrawnScene scene : subject.scenes()) {
        subject.cancellation().check("denoising");
        FloatTensor truth = latents(subject.drawn(scene));
        AnimatedClip clip = animator.animate(request(scene, truth, level, evaluations)).clip();
        Video video = clip.video();
        all.add(Likeness.of(scene, video));
        errors.add(scene, truth, clip.latents(), video.fps());
      }
    }
    String how = evaluations == 1 ? "one evaluation" : evaluations + " evaluations";
    return new Finding(
        Cause.DENOISING,
        "from the drawn clip with noise of level " + level + ", " + how,
        Likeness.of(all),
        evaluations == 1 ? errors.figures() : Map.of());
  }

  /** The latents of a video, (frames, channels, height, width). */
  private FloatTensor latents(Video video) {
    FloatTensor images = ImageBatch.of(video.frames());
    int factor = vae.config().factor();
    FloatTensor mean =
        FloatTensor.zeros(
            video.frames().size(),
            video.height() / factor,
            video.width() / factor,
            vae.config().latentChannels());
    return vae.encode(images, mean).channelsFirst();
  }

  private AnimationRequest request(
      DrawnScene scene, FloatTensor truth, int level, int evaluations) {
    double kept = TrainingNoise.of(scheduler).alphasCumprod().values()[level];
    int[] d = truth.shape().dims();
    CounterRandom random = CounterRandom.of(level);
    FloatTensor noisy = FloatTensor.zeros(1, d[1], d[0] - 1, d[2], d[3]);
    int plane = d[2] * d[3];
    for (int frame = 1; frame < d[0]; frame++) {
      for (int channel = 0; channel < d[1]; channel++) {
        int from = (frame * d[1] + channel) * plane;
        int to = (channel * (d[0] - 1) + frame - 1) * plane;
        for (int i = 0; i < plane; i++) {
          noisy.values()[to + i] =
              (float)
                  (Math.sqrt(kept) * truth.values()[from + i]
                      + Math.sqrt(1 - kept) * random.nextGaussian());
        }
      }
    }
    return AnimationRequest.builder()
        .image(scene.still(subject.size(), subject.size()))
        .audio(scene.audio(Demo.RATE))
        .category(scene.category().text())
        .steps(evaluations)
        .audioGuidance(1)
        .textGuidance(1)
        .videoNoise(noisy)
        .build();
  }

  /** Mean squared errors of latents, of frames at strokes and of others. */
  private static final class LatentErrors {
    private double strokes;
    private int strokeFrames;
    private double others;
    private int otherFrames;

    void add(DrawnScene scene, FloatTensor truth, FloatTensor found, double fps) {
      Shape shape = truth.shape();
      int size = Math.toIntExact(shape.elements(1, shape.rank()));
      for (int k = 1; k < shape.dim(0); k++) {
        double sum = 0;
        for (int i = k * size; i < (k + 1) * size; i++) {
          double difference = truth.values()[i] - found.values()[i];
          sum += difference * difference;
        }
        if (scene.motion(k / fps) >= Finding.STROKE) {
          strokes += sum / size;
          strokeFrames++;
        } else {
          others += sum / size;
          otherFrames++;
        }
      }
    }

    Map<String, Double> figures() {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("latents at strokes", strokes / Math.max(1, strokeFrames));
      figures.put("latents else", others / Math.max(1, otherFrames));
      return figures;
    }
  }
}
