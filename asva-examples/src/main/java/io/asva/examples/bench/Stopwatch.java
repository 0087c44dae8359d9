package io.asva.examples.bench;

import io.asva.core.Progress;
import java.util.ArrayList;
import java.util.List;

/** When a clip's stages made their steps. For one clip. */
final class Stopwatch implements Progress.Listener {
  private record Moment(Progress progress, long nanos) {}

  private final long start = System.nanoTime();
  private final List<Moment> moments = new ArrayList<>();

  @Override
  public void onProgress(Progress progress) {
    moments.add(new Moment(progress, System.nanoTime()));
  }

  /** Seconds of each step of a stage. */
  List<Double> steps(String stage) {
    List<Moment> own = moments.stream().filter(m -> m.progress().stage().equals(stage)).toList();
    List<Double> seconds = new ArrayList<>();
    for (int i = 1; i < own.size(); i++) {
      seconds.add((own.get(i).nanos() - own.get(i - 1).nanos()) / 1e9);
    }
    return seconds;
  }

  /** Seconds of a stage. */
  double seconds(String stage) {
    return steps(stage).stream().mapToDouble(s -> s).sum();
  }

  /** Seconds until the denoising begins. */
  double before() {
    return moments.stream()
        .filter(m -> m.progress().stage().equals("denoising"))
        .mapToDouble(m -> (m.nanos() - start) / 1e9)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no step was reported"));
  }
}
