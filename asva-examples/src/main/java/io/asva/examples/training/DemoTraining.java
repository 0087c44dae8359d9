package io.asva.examples.training;

import io.asva.core.ProgressMonitor;
import io.asva.examples.training.audio.AudioStage;
import io.asva.examples.training.classifier.ClassifierPretextStage;
import io.asva.examples.training.classifier.ClassifierStage;
import io.asva.examples.training.clips.ClipsStage;
import io.asva.examples.training.data.DataStage;
import io.asva.examples.training.images.TextImagesStage;
import io.asva.examples.training.plan.DemoPlan;
import io.asva.examples.training.plan.DemoStage;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.StageRun;
import io.asva.examples.training.trial.PackStage;
import io.asva.examples.training.trial.TrialStage;
import io.asva.examples.training.vae.VaeStage;
import io.asva.training.TrainingListener;
import java.nio.file.Path;

/**
 * Makes the demo's models, stage by stage. A stage that is whole is left as it is, one that was
 * stopped goes on where it was.
 *
 * <p>Immutable; a folder takes one run at a time.
 *
 * @param plan what is made
 * @param folder where
 */
public record DemoTraining(DemoPlan plan, Path folder) {

  /**
   * Runs a stage.
   *
   * @param monitor stops it, and is told of the progress of work that is no training
   * @param listener is told how training goes
   * @return false if it was asked to stop and did so before the end
   */
  public boolean run(DemoStage stage, ProgressMonitor monitor, TrainingListener listener) {
    DemoFolder place = new DemoFolder(folder);
    StageRun run = new StageRun(plan, place, monitor, listener);
    return switch (stage) {
      case DATA -> {
        new DataStage(run).run();
        yield true;
      }
      case VAE -> VaeStage.isDone(place) || new VaeStage(run).run();
      case AUDIO -> AudioStage.isDone(place) || new AudioStage(run).run();
      case TEXT_PICTURES -> TextImagesStage.isDone(place) || new TextImagesStage(run).run();
      case CLIPS -> new ClipsStage(run).run();
      case CLASSIFIER_PRETEXT ->
          ClassifierPretextStage.isDone(place) || new ClassifierPretextStage(run).run();
      case CLASSIFIER -> ClassifierStage.isDone(place) || new ClassifierStage(run).run();
      case PACK -> {
        new PackStage(run).run();
        yield true;
      }
      case TRIAL -> {
        new TrialStage(run).run();
        yield true;
      }
    };
  }
}
