package io.asva.examples.training.trial;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.Windows;
import io.asva.examples.demo.Demo;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.LongVideo;
import io.asva.examples.drawn.TimingTrial;
import io.asva.examples.training.plan.TrialPlan;
import io.asva.media.Video;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries videos that are longer than the windows that the models make at once, against the drawn
 * ones.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param models the models' folder
 * @param device what they run on
 * @param plan how they are tried
 * @param seconds of each video
 * @param monitor stops it, and is told how it goes
 */
public record LongTrial(
    Path models, Device device, TrialPlan plan, double seconds, ProgressMonitor monitor) {

  /**
   * The scores of a way of making them of windows, by name; each is a mean over the videos.
   *
   * @throws io.asva.core.CancelledException if it was cancelled
   */
  public Map<String, Double> scores(Windows windows) {
    List<LongVideo> found = new ArrayList<>();
    try (Animator animator = DemoTrial.animator(models, device, plan).build()) {
      for (DrawnScene scene :
          LongVideo.scenes(plan.edition(), plan.seed(), plan.clips(), seconds)) {
        monitor.report("long videos", found.size(), plan.clips());
        Video whole = animate(animator, request(scene).windows(windows), scene, 0, seconds);
        List<Video> single = new ArrayList<>();
        for (int from = 0;
            from + TimingTrial.SECONDS <= seconds;
            from += (int) TimingTrial.SECONDS) {
          single.add(animate(animator, request(scene), scene, from, TimingTrial.SECONDS));
        }
        int frames = whole.frames().size();
        found.add(LongVideo.of(scene, whole, single, windows.starts(frames, TimingTrial.FRAMES)));
      }
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    LongVideo.NAMES.forEach(
        (name, score) -> scores.put(name, found.stream().mapToDouble(score).average().orElse(0)));
    return scores;
  }

  private AnimationRequestBuilder request(DrawnScene scene) {
    return AnimationRequest.builder()
        .image(scene.still(plan.size(), plan.size()))
        .category(scene.category().text())
        .steps(plan.steps())
        .audioGuidance(plan.audioGuidance())
        .textGuidance(plan.textGuidance())
        .seed(0);
  }

  private Video animate(
      Animator animator,
      AnimationRequestBuilder request,
      DrawnScene scene,
      double from,
      double length) {
    monitor.check("trying long videos");
    return animator
        .animate(
            request
                .audio(scene.audio(Demo.RATE).between(from, from + length))
                .seconds(length)
                .build())
        .clip()
        .video();
  }
}
