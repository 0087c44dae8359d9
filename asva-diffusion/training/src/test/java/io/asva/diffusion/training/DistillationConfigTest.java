package io.asva.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.runtime.Device;
import io.asva.diffusion.GuidanceScales;
import io.asva.media.MediaLimits;
import io.asva.training.TrainableModules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistillationConfigTest {
  private static final String LEAST =
      """
      exp: {output_dir: out}
      model:
        scheduler: {original_inference_steps: 40, timestep_scaling: 5}
        audio_encoder: {n_segment: 4}
        vae: {pretrained_model_name_or_path: sd}
        unet: {pretrained_3d_model_path: teacher}
      train:
        batch_size: 1
        dataset: {data_root: v, video_num_frame: 4}
      optim: {max_train_steps: 5, learning_rate: 1e-5}
      distill: {}
      """;

  private static AnimationTrainingConfig read(String... changes) {
    String text = LEAST;
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(text).contains(changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    return AnimationTrainingConfig.of(
        YamlConfig.parse(text, "run.yaml"),
        Path.of("root"),
        Strictness.WARN,
        Device.cpu(),
        MediaLimits.DEFAULT);
  }

  @Test
  void anEmptySectionHasTheUsualSettings() {
    AnimationTrainingConfig config = read();
    assertThat(config.distillation())
        .contains(
            new DistillationConfig(GuidanceScales.DEFAULT, DistillationConfig.Loss.HUBER, 0.001));
    assertThat(config.model().trained()).isEqualTo(TrainableModules.all());
    assertThat(config.optimizer().optimization().averageDecay()).hasValue(0.95);
    assertThat(config.model().scheduler().originalInferenceSteps()).isEqualTo(40);
    assertThat(config.model().scheduler().timestepScaling()).isEqualTo(5);
    assertThat(config.notes()).isEmpty();
  }

  @Test
  void whatIsSetIsTaken() {
    AnimationTrainingConfig config =
        read(
            "distill: {}",
            "distill: {audio_guidance: 3, text_guidance: 1.5, loss_type: l2, huber_c: 0.1}",
            "1e-5}",
            "1e-5, ema_decay: 0.5}",
            "teacher}",
            "teacher, trainable_modules: [_temp]}");
    assertThat(config.distillation())
        .contains(
            new DistillationConfig(new GuidanceScales(3, 1.5), DistillationConfig.Loss.L2, 0.1));
    assertThat(config.optimizer().optimization().averageDecay()).hasValue(0.5);
    assertThat(config.model().trained()).isEqualTo(new TrainableModules(List.of("_temp")));
    assertThat(config.notes()).containsExactly("distill.huber_c (line 11): loss_type is l2");
  }

  @Test
  void withoutTheSectionNothingIsDistilled() {
    AnimationTrainingConfig config = read("distill: {}\n", "");
    assertThat(config.distillation()).isEmpty();
    assertThat(config.model().trained()).isEqualTo(AnimationModelConfig.ADDED);
    assertThat(config.optimizer().optimization().averageDecay()).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsNamedWithItsLine() {
    refuses(
        "distill: {loss_typ: l2}",
        "line 11: distill.loss_typ; the nearest known: distill.loss_type");
    refuses(
        "distill: {loss_type: l1}", "distill.loss_type must be one of huber, l2, found the text");
    refuses("distill: {huber_c: 0}", "distill.huber_c must be a positive number, found 0");
    refuses("distill: {audio_guidance: -1}", "distill.audio_guidance must be a number from 0");
    refuses("distill: yes", "line 11: distill must be a section of names with values");
    assertThatThrownBy(
            () -> read("pretrained_3d_model_path: teacher", "pretrained_model_name_or_path: sd"))
        .isInstanceOf(YamlConfigException.class)
        .hasMessage(
            "run.yaml, line 6: model.unet must have pretrained_3d_model_path where there is a"
                + " section distill: the folder of the trained UNet that is the teacher, and that"
                + " the student begins as.");
    assertThatThrownBy(() -> read("original_inference_steps: 40", "original_inference_steps: 0"))
        .hasMessageContaining("`original_inference_steps` must be in 1..1000");
  }

  private static void refuses(String section, String message) {
    assertThatThrownBy(() -> read("distill: {}", section))
        .isInstanceOf(YamlConfigException.class)
        .hasMessageContaining(message);
  }
}
