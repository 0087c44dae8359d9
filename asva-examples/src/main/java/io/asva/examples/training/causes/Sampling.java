package io.asva.examples.training.causes;

import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.examples.demo.Demo;
import io.asva.examples.drawn.DrawnScene;
import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Animates as usual, with one choice changed at a time. The mean over several seeds' clips tells
 * what of the error is chance: it is nearer to the drawn clip by just that.
 */
final class Sampling {
  private static final int STEPS = 20;
  private static final int SEEDS = 4;

  private Sampling() {}

  /** One way of sampling. */
  private record Way(String words, int steps, double audio, double text, Scheduler scheduler) {
    Way withAudio(double scale) {
      return new Way("audio guidance " + scale, steps, scale, text, scheduler);
    }

    Way withText(double scale) {
      return new Way("text guidance " + scale, steps, audio, scale, scheduler);
    }

    Way withSteps(int count) {
      return new Way(count + " steps", count, audio, text, scheduler);
    }

    Way with(String name, Scheduler other) {
      return new Way(name, steps, audio, text, other);
    }
  }

  static void run(Subject subject, Consumer<Finding> found) {
    SchedulerConfig config = subject.scheduler();
    Way usual =
        new Way(
            "as usual: " + STEPS + " steps of PNDM, guidance 2 and 2",
            STEPS,
            Demo.AUDIO_GUIDANCE,
            Demo.TEXT_GUIDANCE,
            Schedulers.animationPndm(config));
    for (Way way :
        List.of(
            usual,
            usual.withSteps(8),
            usual.withSteps(50),
            usual.withAudio(1),
            usual.withAudio(1.5),
            usual.withAudio(3),
            usual.withText(1),
            usual.withAudio(1).withText(1).with("no guidance", usual.scheduler()),
            usual.with("DDIM", Schedulers.ddim(config)),
            usual.with("DPM-Solver++", Schedulers.dpmSolver(config)))) {
      try (Animator animator = subject.animator().scheduler(way.scheduler()).build()) {
        found.accept(
            new Finding(
                Cause.SAMPLING,
                way.words(),
                subject.likeness(scene -> animated(subject, animator, scene, way, 0))));
      }
    }
    seeds(subject, usual, found);
  }

  private static void seeds(Subject subject, Way way, Consumer<Finding> found) {
    try (Animator animator = subject.animator().scheduler(way.scheduler()).build()) {
      found.accept(
          new Finding(
              Cause.SAMPLING,
              "the mean of the clips of " + SEEDS + " seeds",
              subject.likeness(
                  scene -> {
                    List<Video> videos = new ArrayList<>();
                    for (int seed = 0; seed < SEEDS; seed++) {
                      videos.add(animated(subject, animator, scene, way, seed));
                    }
                    return mean(videos);
                  })));
    }
  }

  private static Video animated(
      Subject subject, Animator animator, DrawnScene scene, Way way, long seed) {
    AnimationRequest request =
        AnimationRequest.builder()
            .image(scene.still(subject.size(), subject.size()))
            .audio(scene.audio(Demo.RATE))
            .category(scene.category().text())
            .steps(way.steps())
            .audioGuidance(way.audio())
            .textGuidance(way.text())
            .seed(seed)
            .build();
    return animator.animate(request).clip().video();
  }

  private static Video mean(List<Video> videos) {
    List<Image> frames = new ArrayList<>();
    for (int k = 0; k < videos.get(0).frames().size(); k++) {
      int frame = k;
      frames.add(mean(videos.stream().map(v -> v.frames().get(frame).rgb()).toList(), videos));
    }
    return new Video(frames, videos.get(0).fps());
  }

  private static Image mean(List<byte[]> images, List<Video> videos) {
    byte[] rgb = new byte[images.get(0).length];
    for (int i = 0; i < rgb.length; i++) {
      int sum = 0;
      for (byte[] image : images) {
        sum += image[i] & 0xFF;
      }
      rgb[i] = (byte) Math.round((double) sum / images.size());
    }
    return new Image(videos.get(0).width(), videos.get(0).height(), rgb);
  }
}
