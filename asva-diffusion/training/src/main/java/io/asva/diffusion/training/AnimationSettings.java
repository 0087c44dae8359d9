package io.asva.diffusion.training;

import io.asva.core.files.Fingerprint;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of a training that change its result, as they are kept in its checkpoints. */
final class AnimationSettings {
  private AnimationSettings() {}

  /**
   * The settings by the names of their keys.
   *
   * @param data the clips, with the files that are used where the configuration names none
   * @param noise the noise that is added, in words
   */
  static Map<String, String> of(
      AnimationTrainingConfig config, AnimationDataConfig data, String noise) {
    AnimationModelConfig model = config.model();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("model.scheduler", noise);
    settings.put("model.vae", Fingerprint.of(model.vae()));
    settings.put("model.audio_encoder", Fingerprint.of(model.audioEncoder()));
    if (config.leavesTextOut() && Files.exists(model.nullText())) {
      settings.put("model.null_text_encoding", Fingerprint.of(model.nullText()));
    }
    settings.put("model.audio_encoder.n_segment", String.valueOf(model.segments()));
    settings.put("model.audio_cond_drop_prob", String.valueOf(model.audioDrop()));
    settings.put("model.text_cond_drop_prob", String.valueOf(model.textDrop()));
    if (model.dropPath().rate() > 0) {
      settings.put("model.drop_path", String.valueOf(model.dropPath().rate()));
    }
    settings.put("model.first_frame", String.valueOf(model.firstFrame()));
    settings.put("model.unet.trainable_modules", String.valueOf(model.trained().parts()));
    config.distillation().ifPresent(distillation -> put(settings, distillation, model));
    settings.put(
        "train.dataset.example_list_path",
        String.valueOf(data.list().orElse(data.root()).getFileName()));
    config
        .data()
        .textEncodings() // those that were made for this run follow from the categories
        .ifPresent(
            file ->
                settings.put("train.dataset.class_text_encoding_mapping_pt", Fingerprint.of(file)));
    data.mapping()
        .filter(Files::isRegularFile)
        .ifPresent(file -> settings.put("train.dataset.class_mapping_json", Fingerprint.of(file)));
    settings.put("train.dataset.mode", String.valueOf(data.mode()));
    settings.put("train.dataset.img_size", String.valueOf(data.size()));
    settings.put("train.dataset.randflip", String.valueOf(data.flip()));
    settings.put("train.dataset.video", String.valueOf(data.sampling()));
    settings.put("train.dataset.protocol", String.valueOf(data.protocol()));
    return settings;
  }

  private static void put(
      Map<String, String> settings, DistillationConfig distillation, AnimationModelConfig model) {
    settings.put("distill.audio_guidance", String.valueOf(distillation.guidance().audio()));
    settings.put("distill.text_guidance", String.valueOf(distillation.guidance().text()));
    settings.put("distill.loss_type", String.valueOf(distillation.loss()));
    if (distillation.loss() == DistillationConfig.Loss.HUBER) {
      settings.put("distill.huber_c", String.valueOf(distillation.huberC()));
    }
    settings.put(
        "model.scheduler.original_inference_steps",
        String.valueOf(model.scheduler().originalInferenceSteps()));
    settings.put(
        "model.scheduler.timestep_scaling", String.valueOf(model.scheduler().timestepScaling()));
    if (model.unet() instanceof UnetSource.Videos teacher) {
      settings.put("model.unet.pretrained_3d_model_path", Fingerprint.of(teacher.folder()));
    }
  }
}
