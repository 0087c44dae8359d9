package io.asva.diffusion.training;

import io.asva.core.config.Strictness;
import io.asva.core.runtime.Device;
import io.asva.core.weights.Weights;
import io.asva.diffusion.testing.TinyModels;
import io.asva.training.CheckpointOptions;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingProgress;
import io.asva.training.TrainingResult;
import io.asva.training.TrainingVideos;
import io.asva.unet.UnetModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tiny models to distil, three short videos, and runs over them. */
record SmallDistillation(Path folder) {
  static final String TEXTS = "class_clip_text_encodings_stable-diffusion-v1-5.safetensors";

  private static final String YAML =
      """
      exp: {output_dir: OUT, seed: 123}
      model:
        scheduler: {beta_schedule: scaled_linear, beta_start: 0.00085, beta_end: 0.012}
        audio_encoder: {n_segment: 4, pretrained_model_name_or_path: audio_encoder}
        vae: {pretrained_model_name_or_path: .}
        unet: {pretrained_3d_model_path: unet}
        null_text_encoding: openai-clip-l_null_text_encoding.pt
      train:
        batch_size: 2
        cache_dir: cache
        dataset:
          data_root: videos
          mode: train
          img_size: [16, 24]
          randflip: True
          video_fps: 4
          video_num_frame: 4
          class_text_encoding_mapping_pt: TEXTS
      distill: {audio_guidance: 3, text_guidance: 2}
      optim:
        max_train_steps: STEPS
        learning_rate: 1e-3
        checkpointing_steps: 1
        checkpointing_milestones: 1
        resume_from_checkpoint: latest
        num_threads: 1
      """;

  /** Writes them into a folder. */
  static SmallDistillation in(Path folder) throws IOException {
    TinyModels.folder(folder);
    for (int i = 0; i < 3; i++) {
      Path video = folder.resolve("videos/bell ringing/" + i + ".mp4");
      TrainingVideos.write(video, 1.5 + 0.5 * i, 12);
    }
    return new SmallDistillation(folder);
  }

  /**
   * A run's configuration.
   *
   * @param changes pairs of what stands in the usual one and what takes its place
   */
  AnimationTrainingConfig config(String out, int steps, String... changes) throws IOException {
    String yaml = YAML.replace("OUT", out).replace("STEPS", "" + steps).replace("TEXTS", TEXTS);
    for (int i = 0; i < changes.length; i += 2) {
      if (!yaml.contains(changes[i])) {
        throw new IllegalArgumentException("no " + changes[i] + " in " + yaml);
      }
      yaml = yaml.replace(changes[i], changes[i + 1]);
    }
    Files.createDirectories(folder.resolve(out));
    Path file = folder.resolve(out).resolve("config.yaml");
    Files.writeString(file, yaml);
    return AnimationTrainingConfig.read(file, folder, Strictness.FAIL);
  }

  /** Trains, and notes the losses. */
  TrainingResult train(AnimationTrainingConfig config, List<Double> losses) throws IOException {
    try (AnimationTraining training = AnimationTraining.open(config, Device.cpu())) {
      return train(training, config, losses);
    }
  }

  /** The same with a training that is open. */
  static TrainingResult train(
      AnimationTraining training, AnimationTrainingConfig config, List<Double> losses)
      throws IOException {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            losses.add(progress.loss());
          }
        };
    String yaml = Files.readString(config.run().outputDir().resolve("config.yaml"));
    return training.trainer(yaml, CheckpointOptions.DEFAULT, listener).run();
  }

  /** The denoiser of a checkpoint, as it is to be used. */
  static Weights target(Path checkpoint) {
    return UnetModel.read(checkpoint.resolve("modules/unet")).weights();
  }

  /** The weights that a checkpoint goes on from, under names that begin with {@code unet.}. */
  static Weights student(Path checkpoint) {
    return Weights.open(checkpoint.resolve("model.safetensors"));
  }
}
