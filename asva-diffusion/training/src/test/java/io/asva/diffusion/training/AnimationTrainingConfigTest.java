package io.asva.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.audio.imagebind.DropPath;
import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.runtime.Device;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.TrainingNoise;
import io.asva.media.ClipSampling;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.media.dataset.ListType;
import io.asva.training.BadExamples;
import io.asva.training.TrainableModules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnimationTrainingConfigTest {
  private static final Path ROOT = Path.of("/home/user");

  /** Every setting that the original's files have, in the values of one of them. */
  private static final String FULL =
      """
      exp: {output_dir: exps/a, project_dir: exps/a/log, log_file: exps/a/train.log, log_with: wandb, seed: 123}
      model:
        scheduler:
          name: "DDPMScheduler"
          num_train_timesteps: 1000
          beta_schedule: "scaled_linear"
          beta_start: 0.00085
          beta_end: 0.012
          prediction_type: epsilon
          trained_betas: null
          steps_offset: 1
          clip_sample: False
          sample_max_value: 1.0
          thresholding: false
          dynamic_thresholding_ratio: 0.995
        audio_encoder: {name: "ImageBindSegmaskAudioEncoder", n_segment: 12}
        vae:
          name: "AutoencoderKL"
          pretrained_model_name_or_path: "./pretrained/stable-diffusion-v1-5"
          subfolder: "vae"
        unet:
          pretrained_model_name_or_path: "./pretrained/stable-diffusion-v1-5"
          down_block_types: ["FFSpatioAudioTempCrossAttnDownBlock3D", "FFSpatioTempResDownBlock3D"]
          up_block_types: ["FFSpatioTempResUpBlock3D", "FFSpatioAudioTempCrossAttnUpBlock3D"]
          mid_block_type: "FFSpatioAudioTempCrossAttnUNetMidBlock3D"
          train_image_modules: False
          trainable_modules: ["_temp", "_audio"]
        audio_cond_drop_prob: 0.2
        text_cond_drop_prob: 0.0
        image_cond_drop_prob: 0.0
        loss_on_first_frame: False
      train:
        dataset_name: "base_audio_video"
        batch_size: 16
        log_steps: 10
        dataset:
          data_root: "./datasets/Hits/videos"
          example_list_path: "./datasets/Hits/train.txt"
          example_list_type: "video"
          mode: "train"
          img_size: [128, 256]
          randflip: True
          randcrop: False
          video_fps: 6
          video_num_frame: 12
          class_mapping_json: ""
          class_text_encoding_mapping_pt: "./datasets/Hits/encodings.pt"
      optim:
        max_train_steps: 68000
        learning_rate: 1e-4
        scale_lr: False
        lr_scheduler: "constant"
        lr_warmup_steps: 10
        gradient_accumulation_steps: 1
        checkpointing_steps: 1000
        checkpointing_milestones: 16000
        resume_from_checkpoint: "latest"
        mixed_precision: "fp16"
        use_8bit_adam: False
        enable_gradient_checkpoint: True
      """;

  private static AnimationTrainingConfig read(String text) {
    return AnimationTrainingConfig.of(
        YamlConfig.parse(text, "run.yaml"),
        ROOT,
        Strictness.WARN,
        Device.cpu(),
        MediaLimits.DEFAULT);
  }

  @Test
  void everySettingOfTheOriginalIsUnderstood() {
    AnimationTrainingConfig config = read(FULL);

    assertThat(config.run().seed()).isEqualTo(123);
    Path diffusion = ROOT.resolve("./pretrained/stable-diffusion-v1-5");
    AnimationModelConfig model = config.model();
    assertThat(TrainingNoise.of(model.scheduler()).alphasCumprod().values())
        .isEqualTo(TrainingNoise.of(SchedulerConfig.stableDiffusion()).alphasCumprod().values());
    assertThat(model.audioEncoder()).isEqualTo(ROOT.resolve(".checkpoints/imagebind_huge.pth"));
    assertThat(model.segments()).isEqualTo(12);
    assertThat(model.vae()).isEqualTo(diffusion.resolve("vae"));
    assertThat(model.unet())
        .isEqualTo(
            new UnetSource.Images(
                diffusion.resolve("unet"),
                json(
                    "down_block_types",
                    List.of("FFSpatioAudioTempCrossAttnDownBlock3D", "FFSpatioTempResDownBlock3D"),
                    "up_block_types",
                    List.of("FFSpatioTempResUpBlock3D", "FFSpatioAudioTempCrossAttnUpBlock3D"),
                    "mid_block_type",
                    "FFSpatioAudioTempCrossAttnUNetMidBlock3D")));
    assertThat(model.trained()).isEqualTo(new TrainableModules(List.of("_temp", "_audio")));
    assertThat(model.audioDrop()).isEqualTo(0.2);
    assertThat(model.textDrop()).isZero();
    assertThat(model.dropPath()).isEqualTo(new DropPath(0));
    assertThat(model.firstFrame()).isEqualTo(FirstFrame.GIVEN);
    assertThat(config.data())
        .isEqualTo(
            new AnimationDataConfig(
                ROOT.resolve("./datasets/Hits/videos"),
                Optional.of(ROOT.resolve("./datasets/Hits/train.txt")),
                ListType.VIDEO,
                List.of(),
                AnimationDataConfig.Mode.TRAIN,
                new FrameSize(128, 256),
                ClipSampling.STANDARD,
                AnimationDataConfig.Flip.RANDOM,
                Optional.empty(),
                Optional.of(ROOT.resolve("./datasets/Hits/encodings.pt")),
                Protocol.CORRECTED,
                MediaLimits.DEFAULT));
    assertThat(config.loading().data().batchSize()).isEqualTo(16);
    assertThat(config.loading().data().badExamples()).isEqualTo(BadExamples.FAIL);
    assertThat(config.optimizer().checkpointGradients()).isTrue();
    assertThat(config.notes())
        .extracting(note -> note.substring(0, note.indexOf(' ')))
        .containsExactly(
            "exp.log_with",
            "exp.project_dir",
            "train.dataset_name",
            "optim.lr_warmup_steps",
            "optim.mixed_precision");
  }

  @Test
  void pathsOfTheAudioEncoderMayBeDropped() {
    String dropping =
        FULL.replace("audio_cond_drop_prob", "drop_path: 0.1\n  audio_cond_drop_prob");
    assertThat(read(dropping).model().dropPath()).isEqualTo(new DropPath(0.1));
    assertThatThrownBy(() -> read(dropping.replace("drop_path: 0.1", "drop_path: 1")))
        .isInstanceOf(YamlConfigException.class)
        .hasMessageContaining("model.drop_path must be a number from 0 to below 1, found 1");
  }

  @Test
  void settingsWithoutEffectAreAnErrorWhereThatIsAskedFor() {
    assertThatThrownBy(
            () ->
                AnimationTrainingConfig.of(
                    YamlConfig.parse(FULL, "run.yaml"),
                    ROOT,
                    Strictness.FAIL,
                    Device.cpu(),
                    MediaLimits.DEFAULT))
        .isInstanceOf(YamlConfigException.class)
        .hasMessageStartingWith(
            "run.yaml: settings without effect here:\n  exp.log_with (line 1): ");
  }

  @Test
  void aSettingThatIsNotKnownIsNamedWithItsLine() {
    assertThatThrownBy(() -> read(FULL.replace("randflip", "rand_flip")))
        .hasMessage(
            "run.yaml: a setting is not known:\n"
                + "  line 42: train.dataset.rand_flip; the nearest known: train.dataset.randflip,"
                + " train.dataset.randcrop");
    assertThatThrownBy(() -> read(FULL + "test: {batch_size: 8}"))
        .hasMessageContaining("line " + (FULL.lines().count() + 1) + ": test");
  }

  private static final String LEAST =
      """
      exp: {output_dir: out}
      model:
        audio_encoder: {n_segment: 4, pretrained_model_name_or_path: audio}
        vae: {pretrained_model_name_or_path: sd}
        unet: {UNET}
        loss_on_first_frame: True
      train:
        batch_size: 1
        dataset:
          data_root: v
          example_list_path: l.txt
          video_num_frame: 4
          img_size: 64
          randflip: True
          class_mapping_json: m.json
          class_text_encoding_mapping_pt: e.pt
          category: bell
      optim: {max_train_steps: 5, learning_rate: 1e-3}
      """;

  private static ObjectNode json(Object... namesAndValues) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.set((String) namesAndValues[i], new ObjectMapper().valueToTree(namesAndValues[i + 1]));
    }
    return json;
  }

  private static AnimationTrainingConfig least(String unet) {
    return read(LEAST.replace("UNET", unet));
  }

  @Test
  void aDenoiserMayBeginFromNothingOrFromOneForVideos() {
    AnimationTrainingConfig config =
        least(
            "config: {block_out_channels: [32, 64], norm_num_groups: 8},"
                + " cross_attention_dim: 48, train_image_modules: True");
    assertThat(config.model().unet())
        .isEqualTo(
            new UnetSource.Nothing(
                json(
                    "block_out_channels",
                    List.of(32, 64),
                    "norm_num_groups",
                    8,
                    "cross_attention_dim",
                    48)));
    assertThat(config.model().trained()).isEqualTo(TrainableModules.all());
    assertThat(config.model().firstFrame()).isEqualTo(FirstFrame.GIVEN_AND_COUNTED);
    assertThat(config.model().audioEncoder()).isEqualTo(ROOT.resolve("audio"));
    assertThat(config.data().mode()).isEqualTo(AnimationDataConfig.Mode.TEST);
    assertThat(config.data().flip()).isEqualTo(AnimationDataConfig.Flip.NEVER);
    assertThat(config.data().size()).isEqualTo(new FrameSize(64, 64));
    assertThat(config.data().categories()).containsExactly("bell");
    assertThat(least("pretrained_3d_model_path: u").model().unet())
        .isEqualTo(new UnetSource.Videos(ROOT.resolve("u")));
  }

  @Test
  void exactlyOneBeginningIsNeeded() {
    for (String unet :
        List.of("train_image_modules: no", "config: {}, pretrained_3d_model_path: a")) {
      assertThatThrownBy(() -> least(unet))
          .hasMessageStartingWith("run.yaml, line 5: model.unet must have one of ");
    }
    assertThatThrownBy(() -> least("pretrained_3d_model_path: a, cross_attention_dim: 8"))
        .hasMessage(
            "run.yaml, line 5: model.unet.cross_attention_dim can't be set; the UNet for videos has"
                + " its own configuration.");
    assertThatThrownBy(() -> least("config: {block_out_chanels: [32]}"))
        .hasMessageContaining(
            "line 5: model.unet.config.block_out_chanels; the nearest known:"
                + " model.unet.config.block_out_channels");
  }

  @Test
  void wrongValuesAreRefused() {
    refuses("n_segment: 12", "n_segment: 6", "model.audio_encoder.n_segment is 6, but train.dat");
    refuses("[128, 256]", "[1, 2, 3]", "img_size must be a side or [height, width]");
    refuses("[128, 256]", "[5000, 2]", "img_size [5000, 2] is out of range");
    refuses(
        "\"DDPMScheduler\"", "EulerScheduler", "scheduler.name EulerScheduler is not supported");
    refuses("type: epsilon", "type: sample", "prediction_type sample is not supported");
    refuses("\"scaled_linear\"", "wild", "line 4: model.scheduler can't be used: ");
    refuses("\"AutoencoderKL\"", "VQ", "model.vae.name VQ is not supported");
    refuses("text_cond_drop_prob: 0.0", "first_frame: noisy", "say different things; drop one");
    refuses("mode: \"train\"", "sampling_rate: 8000", "sampling_rate can only be 16000");
    refuses("audio_cond_drop_prob: 0.2", "audio_cond_drop_prob: 2", "from 0 to 1, found 2");
    refuses("data_root: \"./datasets/Hits/videos\"", "", "data_root is missing; expected a path");
  }

  private static void refuses(String setting, String other, String message) {
    assertThat(FULL).contains(setting);
    assertThatThrownBy(() -> read(FULL.replace(setting, other)))
        .isInstanceOf(YamlConfigException.class)
        .hasMessageContaining(message);
  }
}
