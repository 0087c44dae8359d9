package io.asva.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.config.Strictness;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.runtime.Device;
import io.asva.training.AdamWOptions;
import io.asva.training.BadExamples;
import io.asva.training.DataOptions;
import io.asva.training.LearningRate;
import io.asva.training.Resume;
import io.asva.training.Schedule;
import io.asva.training.torchscript.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SectionsTest {
  private static final Path ROOT = Path.of("/data");

  private static final String OPTIM =
      """
      max_train_steps: 600000
      learning_rate: 1e-4
      scale_lr: False
      lr_scheduler: "constant"
      adam_beta1: 0.9
      adam_beta2: 0.999
      adam_weight_decay: 1e-2
      adam_epsilon: 1e-08
      max_grad_norm: 1.0
      gradient_accumulation_steps: 2
      checkpointing_steps: 1000
      checkpointing_milestones: 37000
      resume_from_checkpoint: "latest"
      mixed_precision: "fp16"
      use_8bit_adam: False
      enable_gradient_checkpoint: True
      """;

  private static YamlConfig yaml(String text) {
    return YamlConfig.parse(text, "run.yaml");
  }

  @Test
  void theOriginalsOptimiserIsRead() {
    YamlConfig yaml = yaml(OPTIM);
    OptimizerConfig config = OptimizerConfig.of(yaml, 4, Device.cpu());

    assertThat(config.optimization().adamW())
        .isEqualTo(new AdamWOptions(1e-4, 0.9, 0.999, 1e-8, 1e-2));
    assertThat(config.optimization().learningRate()).isEqualTo(LearningRate.constant());
    assertThat(config.optimization().maxGradientNorm()).isEqualTo(1);
    assertThat(config.optimization().accumulation()).isEqualTo(2);
    assertThat(config.schedule(10, 0)).isEqualTo(new Schedule(600000, 10, 1000, 37000, 0));
    assertThat(config.resume()).isEqualTo(Resume.latest());
    assertThat(config.checkpointGradients()).isTrue();
    assertThat(config.optimization().averageDecay()).isEmpty();
    assertThat(yaml.finish(Strictness.WARN))
        .singleElement()
        .asString()
        .startsWith("mixed_precision (line 14): fp16 is not used on a processor");
  }

  private static OptimizerConfig with(String... lines) {
    String least = "max_train_steps: 50\nlearning_rate: 2e-4\n";
    return OptimizerConfig.of(yaml(least + String.join("\n", lines)), 4, Device.cpu());
  }

  @Test
  void theLearningRateMayBeScaledWarmedUpAndLowered() {
    assertThat(
            with("scale_lr: True", "gradient_accumulation_steps: 3")
                .optimization()
                .adamW()
                .learningRate())
        .isCloseTo(2e-4 * 12, within(1e-12));
    assertThat(
            with("lr_scheduler: constant_with_warmup", "lr_warmup_steps: 100")
                .optimization()
                .learningRate())
        .isEqualTo(LearningRate.constantWithWarmup(100));
    assertThat(with("lr_scheduler: cosine", "lr_warmup_steps: 5").optimization().learningRate())
        .isEqualTo(LearningRate.cosine(5, 50));
    assertThat(with("num_threads: 3").threads()).hasValue(3);
    assertThat(with().threads()).isEmpty();
    assertThat(with("ema_decay: 0.999").optimization().averageDecay()).hasValue(0.999);
    assertThatThrownBy(() -> with("lr_scheduler: linear"))
        .hasMessageContaining("constant, constant_with_warmup, cosine, found the text \"linear\"");
  }

  @Test
  void aWarmUpOfAConstantRateHasNoEffect() {
    YamlConfig yaml = yaml("max_train_steps: 1\nlearning_rate: 1\nlr_warmup_steps: 10");
    assertThat(OptimizerConfig.of(yaml, 1, Device.cpu()).optimization().learningRate())
        .isEqualTo(LearningRate.constant());
    assertThat(yaml.finish(Strictness.WARN))
        .containsExactly("lr_warmup_steps (line 3): lr_scheduler is constant");
  }

  @Test
  void nothingIsResumedWhereTheFileSaysSo() {
    assertThat(with().resume()).isEqualTo(Resume.none());
    for (String nothing : List.of("null", "False", "\"\"", "no")) {
      assertThat(with("resume_from_checkpoint: " + nothing).resume()).isEqualTo(Resume.none());
    }
    assertThat(with("resume_from_checkpoint: checkpoint-7").resume())
        .isEqualTo(Resume.from("checkpoint-7"));
    assertThat(with("mixed_precision: no").optimization().adamW().beta1()).isEqualTo(0.9);
  }

  @Test
  void precisionIsMixedWhereTheDeviceHasIt() {
    assertThat(with("mixed_precision: bf16").optimization().precision())
        .isEqualTo(Precision.BFLOAT16);
    for (String single :
        List.of("mixed_precision: no", "mixed_precision: \"no\"", "", "mixed_precision: fp16")) {
      assertThat(with(single).optimization().precision()).isEqualTo(Precision.SINGLE);
    }
    assertThatThrownBy(() -> with("mixed_precision: fp8"))
        .hasMessageContaining("mixed_precision must be one of no, fp16, bf16, found");
    assertThat(with("mixed_precision: bf16").network(Device.cpu()).precision())
        .isEqualTo(Precision.BFLOAT16);
  }

  @Test
  void wrongValuesAreRefused() {
    assertThatThrownBy(() -> with("adam_beta1: 1"))
        .isInstanceOf(YamlConfigException.class)
        .hasMessageContaining("line 3: adam_beta1 must be a number from 0 to below 1, found 1");
    assertThatThrownBy(() -> with("checkpointing_steps: 0"))
        .hasMessageContaining("checkpointing_steps must be a whole number from 1, found 0");
    assertThatThrownBy(() -> OptimizerConfig.of(yaml("learning_rate: 1"), 1, Device.cpu()))
        .hasMessage("run.yaml: max_train_steps is missing; expected a whole number from 1.");
  }

  @Test
  void theRunsPlaceAndSeedAreRead() {
    YamlConfig yaml =
        yaml("output_dir: exps/a\nlog_file: exps/a/train.log\nlog_with: wandb\nseed: 123");
    assertThat(RunConfig.of(yaml, ROOT)).isEqualTo(new RunConfig(ROOT.resolve("exps/a"), 123));
    assertThat(yaml.finish(Strictness.WARN))
        .singleElement()
        .asString()
        .startsWith("log_with (line 3): runs are logged as JSON lines");

    YamlConfig other =
        yaml("output_dir: /abs\nlog_file: b.log\nlog_with: tensorboard\nproject_dir: exps/log");
    assertThat(RunConfig.of(other, ROOT)).isEqualTo(new RunConfig(Path.of("/abs"), 0));
    assertThat(other.finish(Strictness.WARN))
        .containsExactly(
            "log_file (line 2): the log is train.log in output_dir",
            "project_dir (line 4): all logs are in output_dir");

    assertThatThrownBy(() -> RunConfig.of(yaml("seed: 1"), ROOT))
        .hasMessage("run.yaml: output_dir is missing; expected a path.");
    assertThatThrownBy(() -> RunConfig.of(yaml("output_dir: \"a\\0b\""), ROOT))
        .hasMessageContaining("output_dir is no path");
  }

  @Test
  void loadingHasDefaults() {
    YamlConfig yaml = yaml("batch_size: 4\ndataset_name: base_audio_video");
    LoadingConfig config = LoadingConfig.of(yaml, ROOT, BadExamples.FAIL);
    assertThat(config.data().batchSize()).isEqualTo(4);
    assertThat(config.logSteps()).isEqualTo(10);
    assertThat(config.data().threads()).isPositive();
    assertThat(config.data().badExamples()).isEqualTo(BadExamples.FAIL);
    assertThat(config.cache()).isEmpty();
    assertThat(yaml.finish(Strictness.WARN))
        .containsExactly("dataset_name (line 2): the kind of training says what is read");

    assertThat(
            LoadingConfig.of(
                yaml("batch_size: 1\nlog_steps: 2\nnum_workers: 3\nbad_files: skip\ncache_dir: c"),
                ROOT,
                BadExamples.FAIL))
        .isEqualTo(
            new LoadingConfig(
                DataOptions.of(1).withThreads(3, 2).withBadExamples(BadExamples.SKIP),
                2,
                Optional.of(ROOT.resolve("c"))));
  }
}
