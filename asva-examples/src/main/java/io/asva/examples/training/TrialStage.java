package io.asva.examples.training;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.dataset.Dataset;
import io.asva.core.dataset.Split;
import io.asva.core.runtime.Device;
import io.asva.core.weights.Weights;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.spi.SoundEncoder;
import io.asva.examples.drawn.TimingTrial;
import io.asva.sync.SyncAccuracy;
import io.asva.sync.SyncScorer;
import io.asva.sync.evaluation.SyncEvaluation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tries the packed models on what was not in training, and writes the model card. */
final class TrialStage {
  private static final String DATASET = "Demo";

  private final StageRun run;
  private final Path packed;
  private final Path models;
  private final Map<String, Object> scores = new LinkedHashMap<>();

  TrialStage(StageRun run) {
    this.run = run;
    this.packed = run.folder().packed();
    this.models = run.folder().packedModels();
  }

  void run() {
    TrialPlan plan = run.plan().trial();
    try (Animator animator = builder().build()) {
      DemoTrials trials = trials(animator);
      note("timing", trials.timing(plan.seed(), plan.clips()));
      List<DemoTrials.Motion> motions = trials.swappedTexts(plan.seed(), plan.clips());
      scores.put(
          "named_thing_moves",
          motions.stream().filter(DemoTrials.Motion::isClear).count() / (double) motions.size());
    }
    try (Animator animator = builder().audioEncoder(deaf()).build()) {
      note("timing_without_sound", trials(animator).timing(plan.seed(), plan.clips()));
    }
    accuracy();
    Settings.write(packed.resolve("scores.json"), Settings.json(scores));
    Settings.write(packed.resolve("README.md"), new ModelCard(run, scores).text());
  }

  private DemoTrials trials(Animator animator) {
    return new DemoTrials(animator, run.plan().data().size(), run.plan().trial().how());
  }

  private AnimatorBuilder builder() {
    int size = run.plan().data().size();
    return Animator.builder().models(models).dataset(DATASET).size(size, size);
  }

  private SoundEncoder deaf() {
    Path encoder = ModelFolder.ofDataset(models, DATASET).audioEncoder();
    return DemoTrials.deaf(
        SoundEncoder.of(ImageBindAudio.open(Weights.open(encoder), Device.cpu())));
  }

  private void note(String name, TimingTrial.Result result) {
    scores.put(name, result.share());
    Map<String, Double> categories = new LinkedHashMap<>();
    result.byCategory().forEach((category, share) -> categories.put(category.folder(), share));
    scores.put(name + "_by_category", categories);
  }

  private void accuracy() {
    Path modules = models.resolve(run.folder().models().relativize(run.folder().classifier()));
    try (SyncScorer scorer = SyncScorer.builder().models(modules).build()) {
      SyncAccuracy accuracy =
          SyncEvaluation.of(scorer)
              .run(
                  Dataset.open(run.folder().data()).videos(Split.TEST),
                  run.progress(),
                  run.cancellation())
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
