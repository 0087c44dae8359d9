package io.asva.examples.training.causes;

import io.asva.core.Cancellation;
import io.asva.core.runtime.Device;
import io.asva.demo.models.DemoModels;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.Edition;
import io.asva.examples.drawn.Likeness;
import io.asva.examples.drawn.TimingTrial;
import io.asva.media.Video;
import io.asva.vae.Vae;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The models and scenes of an experiment. Immutable, so safe for use by many threads.
 *
 * @param models the models' folder
 * @param edition how they are drawn
 * @param scenes images and sounds that were not in training
 * @param device what the models run on
 * @param cancellation stops the experiments
 */
record Subject(
    Path models,
    Edition edition,
    List<DrawnScene> scenes,
    Device device,
    Cancellation cancellation) {

  /** Models, and random scenes of a thing each, the categories taking turns. */
  static Subject of(
      Path models,
      Edition edition,
      long seed,
      int clips,
      Device device,
      Cancellation cancellation) {
    List<DrawnCategory> categories = edition.categories();
    List<DrawnScene> scenes = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      DrawnCategory category = categories.get(i % categories.size());
      scenes.add(DrawnScene.single(edition, seed + i, category, TimingTrial.SECONDS));
    }
    return new Subject(models, edition, List.copyOf(scenes), device, cancellation);
  }

  /** Width and height of the images. */
  int size() {
    return edition.size();
  }

  ModelFolder folder() {
    return ModelFolder.ofDataset(models, DemoModels.DATASET);
  }

  SchedulerConfig scheduler() {
    return SchedulerConfig.read(folder().scheduler());
  }

  AnimatorBuilder animator() {
    return Animator.builder()
        .models(models)
        .dataset(DemoModels.DATASET)
        .size(size(), size())
        .device(device);
  }

  Vae vae() {
    return Vae.open(folder().vae(), device);
  }

  Video drawn(DrawnScene scene) {
    return TimingTrial.draw(scene, size());
  }

  /** How like the drawn clips others of the scenes are. */
  Likeness likeness(Function<DrawnScene, Video> clip) {
    List<Likeness> all = new ArrayList<>();
    for (DrawnScene scene : scenes) {
      cancellation.check("the experiments");
      all.add(Likeness.of(scene, clip.apply(scene)));
    }
    return Likeness.of(all);
  }
}
