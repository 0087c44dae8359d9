package io.asva.examples.training.trial;

import io.asva.core.runtime.Device;
import io.asva.examples.training.run.Settings;
import io.asva.examples.training.run.StageRun;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.Split;
import io.asva.sync.SyncAccuracy;
import io.asva.sync.SyncModels;
import io.asva.sync.SyncScorer;
import io.asva.sync.evaluation.SyncEvaluation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tries the packed models on what was not in training, and writes the model card.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class TrialStage {
  private final StageRun run;

  /** The stage of a run. */
  public TrialStage(StageRun run) {
    this.run = run;
  }

  /** Writes the scores and the card beside the packed models. */
  public void run() {
    Path models = run.folder().packedModels();
    DemoTrial trial = new DemoTrial(models, Device.cpu(), run.plan().trial(), run.monitor());
    Map<String, Object> scores = new LinkedHashMap<>(trial.scores());
    accuracy(models, scores);
    Path packed = run.folder().packed();
    Settings.write(packed.resolve("scores.json"), Settings.json(scores));
    Settings.write(packed.resolve("README.md"), new ModelCard(run, scores).text());
  }

  private void accuracy(Path models, Map<String, Object> scores) {
    try (SyncScorer scorer =
        SyncScorer.builder().models(SyncModels.of(models).requireClassifier()).build()) {
      SyncAccuracy accuracy =
          SyncEvaluation.of(scorer)
              .run(Dataset.open(run.folder().data()).videos(Split.TEST), run.monitor())
              .accuracy();
      scores.put("classifier_videos", accuracy.audioToVideo().trials());
      scores.put("classifier_audio_to_video", accuracy.audioToVideo().rate());
      scores.put("classifier_audio_to_video_low", accuracy.audioToVideo().low());
      scores.put("classifier_video_to_audio", accuracy.videoToAudio().rate());
      scores.put("classifier_video_to_audio_low", accuracy.videoToAudio().low());
      scores.put("classifier_chance", accuracy.chance());
    }
  }
}
