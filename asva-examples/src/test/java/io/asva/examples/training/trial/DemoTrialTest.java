package io.asva.examples.training.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.demo.models.DemoModels;
import io.asva.examples.demo.Demo;
import io.asva.examples.drawn.Edition;
import io.asva.examples.training.plan.DataPlan;
import io.asva.examples.training.plan.TrialPlan;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.Split;
import io.asva.sync.SyncAccuracy;
import io.asva.sync.SyncModels;
import io.asva.sync.SyncScorer;
import io.asva.sync.evaluation.SyncEvaluation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped models on images and sounds that they have never met. */
class DemoTrialTest {
  private static final long UNSEEN = 77_000;
  private static final int VIDEOS = 240;

  private final Path folder;
  private final Path models;

  DemoTrialTest(@TempDir Path folder) {
    this.folder = folder;
    this.models = DemoModels.in(folder);
  }

  private Map<String, Double> scores(int clips) {
    TrialPlan plan =
        new TrialPlan(
            Edition.FIRST,
            clips,
            DemoModels.SIZE,
            20,
            Demo.AUDIO_GUIDANCE,
            Demo.TEXT_GUIDANCE,
            UNSEEN);
    return new DemoTrial(models, Device.cpu(), plan, ProgressMonitor.none()).scores();
  }

  private static double named(Map<String, Double> scores, String name) {
    return requireNonNull(scores.get(name), name);
  }

  @Test
  void aClipOfEachCategoryFollowsItsAudio() {
    Map<String, Double> scores = scores(8);
    assertThat(named(scores, "timing")).isGreaterThan(0.85);
    assertThat(named(scores, "swapped_sounds")).isGreaterThan(0.7);
    assertThat(named(scores, "relsync")).isGreaterThan(0.6);
  }

  @Test
  @Tag("soak")
  void sixtyFourClipsDo() {
    Map<String, Double> scores = scores(64);
    System.out.println(scores);
    assertThat(named(scores, "timing")).isGreaterThanOrEqualTo(0.95);
    assertThat(named(scores, "timing_without_sound")).isBetween(0.45, 0.55);
    assertThat(named(scores, "named_thing_moves")).isGreaterThanOrEqualTo(0.9);
    assertThat(named(scores, "relsync_low")).isGreaterThan(0.5);
  }

  @Test
  @Tag("soak")
  void theClassifierFindsWhatBelongsTogether() {
    DataPlan plan = new DataPlan(Edition.FIRST, VIDEOS + 8, VIDEOS, DemoModels.SIZE);
    plan.dataset(UNSEEN).write(folder.resolve("data"), ProgressMonitor.none());
    SyncAccuracy accuracy;
    try (SyncScorer scorer =
        SyncScorer.builder().models(SyncModels.of(models).requireClassifier()).build()) {
      accuracy =
          SyncEvaluation.of(scorer)
              .run(Dataset.open(folder.resolve("data")).videos(Split.TEST), ProgressMonitor.none())
              .accuracy();
    }
    System.out.println(accuracy);
    assertThat(accuracy.audioToVideo().trials()).isGreaterThanOrEqualTo(200);
    assertThat(accuracy.audioToVideo().rate()).isGreaterThanOrEqualTo(0.7);
    assertThat(accuracy.audioToVideo().low()).isGreaterThan(0.6);
    assertThat(accuracy.videoToAudio().rate()).isGreaterThanOrEqualTo(0.7);
    assertThat(accuracy.videoToAudio().low()).isGreaterThan(0.6);
  }
}
