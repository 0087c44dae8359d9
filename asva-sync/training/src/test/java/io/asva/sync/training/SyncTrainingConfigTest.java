package io.asva.sync.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.runtime.Device;
import io.asva.media.ClipSampling;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.sync.network.NetworkWidths;
import io.asva.training.BadExamples;
import io.asva.training.LearningRate;
import io.asva.training.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SyncTrainingConfigTest {
  private static final Path ROOT = Path.of("/home/user");

  /** Every setting that the original's file has, in its values. */
  private static final String FULL =
      """
      exp: {output_dir: exps/s, log_file: exps/s/train.log, log_with: "wandb", seed: 123}
      model:
        audio_encoder: {name: AudioConv2DNet, pretrained: True}
        video_encoder: {name: VideoR2Plus1DNet, pretrained: True}
        head: {name: FCHead, dim: 512, out_dim: 1, dropout: 0.0}
        tau: 0.1
      train:
        batch_size: 4
        log_steps: 10
        dataset:
          data_root: "./videos"
          example_list_path: "./train.txt"
          mode: "train"
          image_size: 224
          video_fps: 6
          video_num_frames: 12
          audio_sample_rate: 16000
          randflip: True
          shift_time: 0.2
          num_clips: 21
          sampling_type: "random-compact"
      test:
        batch_size: 8
        test_steps: 2500
        dataset:
          data_root: "./videos"
          example_list_path: "./test.txt"
          mode: "test"
          image_size: 224
          video_fps: 6
          video_num_frames: 12
          audio_sample_rate: 16000
          randflip: False
          shift_time: 0.2
          num_clips: 21
          sampling_type: "uniform"
      optim:
        max_train_steps: 350000
        learning_rate: 2e-4
        lr_scheduler: "constant_with_warmup"
        lr_warmup_steps: 100
        checkpointing_steps: 2500
        checkpointing_milestones: 40000
        resume_from_checkpoint: "latest"
        mixed_precision: "no"
        use_8bit_adam: False
      """;

  private static SyncTrainingConfig read(String text) {
    return SyncTrainingConfig.of(
        YamlConfig.parse(text, "run.yaml"),
        ROOT,
        Strictness.WARN,
        Device.cpu(),
        MediaLimits.DEFAULT);
  }

  @Test
  void everySettingOfTheOriginalIsUnderstood() {
    SyncTrainingConfig config = read(FULL);

    EncoderSource avid =
        new EncoderSource.Avid(
            ROOT.resolve(
                "pretrained/AVID-CMA_Audioset_InstX-N1024-PosW-N64-Top32_checkpoint.pth.tar"));
    assertThat(config.model().audio()).isEqualTo(avid);
    assertThat(config.model().video()).isEqualTo(avid);
    assertThat(config.model().head()).isEmpty();
    assertThat(config.model().headWidth()).hasValue(512);
    assertThat(config.model().tau()).isEqualTo(0.1);
    assertThat(config.data())
        .isEqualTo(
            new SyncDataConfig(
                ROOT.resolve("./videos"),
                ROOT.resolve("./train.txt"),
                224,
                ClipSampling.STANDARD,
                21,
                0.2,
                ClipStarts.RANDOM_COMPACT,
                SyncDataConfig.Flip.RANDOM,
                Protocol.CORRECTED,
                MediaLimits.DEFAULT));
    assertThat(config.data().leastSeconds()).isEqualTo(6);
    SyncTrainingConfig.Test test = config.test().orElseThrow();
    assertThat(test.data().starts()).isEqualTo(ClipStarts.UNIFORM);
    assertThat(test.data().flip()).isEqualTo(SyncDataConfig.Flip.NEVER);
    assertThat(test.batchSize()).isEqualTo(8);
    assertThat(config.loading().data().badExamples()).isEqualTo(BadExamples.SKIP);
    assertThat(config.optimizer().optimization().learningRate())
        .isEqualTo(LearningRate.constantWithWarmup(100));
    assertThat(config.schedule()).isEqualTo(new Schedule(350000, 10, 2500, 40000, 2500));
    assertThat(config.notes()).singleElement().asString().startsWith("exp.log_with (line 1)");
  }

  @Test
  void networksMayBeginFromNothingAtAnyWidthOrFromSavedOnes() {
    SyncTrainingConfig config =
        read(
            FULL.replace(
                    "AudioConv2DNet, pretrained: True", "AudioConv2DNet, widths: [16,16,32,64,128]")
                .replace("Net, pretrained: True", "Net, pretrained_model_path: v")
                .replace("dim: 512, ", ""));
    assertThat(config.model().audio())
        .isEqualTo(new EncoderSource.Nothing(new NetworkWidths(16, List.of(16, 32, 64, 128))));
    assertThat(config.model().video()).isEqualTo(new EncoderSource.Trained(ROOT.resolve("v")));
    assertThat(config.model().headWidth()).isEmpty();
    assertThat(read(FULL.replace("Net, pretrained: True", "Net")).model().video())
        .isEqualTo(new EncoderSource.Nothing(NetworkWidths.published()));
    assertThat(read(FULL.replace("tau: 0.1", "avid_checkpoint: a.pt")).model().audio())
        .isEqualTo(new EncoderSource.Avid(ROOT.resolve("a.pt")));
  }

  @Test
  void withoutTestNothingIsEvaluated() {
    String without =
        FULL.substring(0, FULL.indexOf("test:\n")) + FULL.substring(FULL.indexOf("optim:"));
    assertThat(read(without).test()).isEmpty();
    assertThat(read(without).schedule().evaluationSteps()).isZero();
  }

  @Test
  void wrongValuesAreRefused() {
    refuses("out_dim: 1", "out_dim: 2", "model.head.out_dim can only be 1");
    refuses("dropout: 0.0", "dropout: 0.1", "model.head.dropout can only be 0");
    refuses("name: FCHead", "name: X", "model.head.name X is not supported");
    refuses("AudioConv2DNet", "Y", "model.audio_encoder.name Y is not supported");
    refuses("Net, pretrained: True", "Net, widths: [1]", "widths must be those of the stem");
    refuses(
        "pretrained: True", "pretrained: True, widths: [1]", "widths can't be chosen for weights");
    refuses("\"uniform\"", "odd", "sampling_type must be one of random_compact, center_compact");
    refuses("sample_rate: 16000", "sample_rate: 8000", "audio_sample_rate can only be 16000");
    refuses("    image_size: 224\n    video_fps: 6", "    video_fps: 5", "test.dataset must have");
    refuses(
        "shift_time", "shift", "train.dataset.shift; the nearest known: train.dataset.shift_time");
  }

  private static void refuses(String setting, String other, String message) {
    assertThat(FULL).contains(setting);
    assertThatThrownBy(() -> read(FULL.replaceFirst(Pattern.quote(setting), other)))
        .isInstanceOf(YamlConfigException.class)
        .hasMessageContaining(message);
  }
}
