package io.asva.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.audio.imagebind.FreshAudioEncoder;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.core.config.Strictness;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.training.TrainingException;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingProgress;
import io.asva.training.TrainingResult;
import io.asva.training.TrainingVideos;
import io.asva.unet.UnetModel;
import io.asva.vae.VaeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs at small size: from a YAML file, videos and frozen networks to a checkpoint. */
class AnimationTrainingTest {
  private static final VaeConfig VAE = new VaeConfig(3, 3, 4, List.of(8, 16), 1, 4, 0.18215);

  private static final String YAML =
      """
      exp: {output_dir: OUT, seed: 123}
      model:
        scheduler: {name: DDPMScheduler, beta_schedule: scaled_linear, beta_start: 0.00085, beta_end: 0.012}
        audio_encoder: {n_segment: 4, pretrained_model_name_or_path: audio}
        vae: {pretrained_model_name_or_path: .}
        unet:
          config: {block_out_channels: [16, 32], layers_per_block: 1, norm_num_groups: 4, attention_head_dim: 2}
          cross_attention_dim: 12
          audio_cross_attention_dim: 64
          down_block_types: [FFSpatioAudioTempCrossAttnDownBlock3D, FFSpatioTempResDownBlock3D]
          up_block_types: [FFSpatioTempResUpBlock3D, FFSpatioAudioTempCrossAttnUpBlock3D]
          trainable_modules: ["_temp", "_audio"]
        audio_cond_drop_prob: 0.2
        text_cond_drop_prob: 0.1
        null_text_encoding: null-text.safetensors
      train:
        batch_size: 2
        cache_dir: cache
        dataset:
          data_root: videos
          example_list_path: list.txt
          mode: train
          img_size: [16, 24]
          randflip: True
          video_fps: 4
          video_num_frame: 4
          class_text_encoding_mapping_pt: encodings.safetensors
      optim:
        max_train_steps: STEPS
        learning_rate: 1e-3
        gradient_accumulation_steps: 2
        checkpointing_steps: 2
        resume_from_checkpoint: latest
        enable_gradient_checkpoint: True
        num_threads: 1
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private static Path folder;

  @BeforeAll
  static void writeInstallation() throws IOException {
    for (int i = 0; i < 3; i++) {
      TrainingVideos.write(folder.resolve("videos/bell/" + i + ".mp4"), 1.5 + 0.5 * i, 12);
    }
    Files.writeString(folder.resolve("list.txt"), "bell/0.mp4\nbell/1.mp4\nbell/2.mp4\n");
    new SafetensorsWriter()
        .add("bell", filled(0.5f))
        .write(folder.resolve("encodings.safetensors"));
    new SafetensorsWriter()
        .add("tensor", filled(0.1f))
        .write(folder.resolve("null-text.safetensors"));
    Files.createDirectories(folder.resolve("vae"));
    Files.writeString(
        folder.resolve("vae/config.json"),
        """
        {"block_out_channels": [8, 16], "layers_per_block": 1, "norm_num_groups": 4,
         "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"],
         "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"]}
        """);
    save(FreshNetworks.vae(VAE, 1).inMemory(), "vae");
    Files.createDirectories(folder.resolve("audio"));
    ImageBindConfig tower = new ImageBindConfig(64, 2, 1, 32);
    save(FreshAudioEncoder.of(tower, ImageBindNames.trained(), 2).inMemory(), "audio");
  }

  private static FloatTensor filled(float value) {
    FloatTensor tensor = FloatTensor.zeros(1, 77, 12);
    Arrays.fill(tensor.values(), value);
    return tensor;
  }

  private static void save(Weights weights, String name) {
    new SafetensorsWriter()
        .addAll(weights)
        .write(folder.resolve(name).resolve(UnetModel.WEIGHTS + ".safetensors"));
  }

  /** A run's configuration with more lines of {@code optim}. */
  private static AnimationTrainingConfig config(String out, int steps, String... more)
      throws IOException {
    Path file = folder.resolve(out + steps + ".yaml");
    String yaml = YAML.replace("OUT", out).replace("STEPS", String.valueOf(steps));
    Files.writeString(file, yaml + String.join("\n", more).indent(2));
    return AnimationTrainingConfig.read(file, folder, Strictness.FAIL);
  }

  private static TrainingResult train(AnimationTrainingConfig config, List<Double> losses) {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            losses.add(progress.loss());
          }
        };
    try (AnimationTraining training = AnimationTraining.open(config, Device.cpu())) {
      return training.trainer("", listener).run();
    }
  }

  private static Weights saved(TrainingResult result) {
    return UnetModel.read(result.checkpoint().resolve("modules/unet")).weights();
  }

  private static float[] values(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  @Test
  void whatIsToBeTrainedChangesAndNothingElse() throws IOException {
    AnimationTrainingConfig config = config("whole", 4);
    List<Double> losses = new ArrayList<>();
    TrainingResult result = train(config, losses);

    assertThat(result.step()).isEqualTo(4);
    assertThat(losses).hasSize(4).allSatisfy(loss -> assertThat(loss).isBetween(0.3, 3.0));
    Weights before =
        StartingUnet.of(config.model().unet(), 123, folder.resolve("w")).model().weights();
    Weights after = saved(result);
    assertThat(after.tensors()).hasSameSizeAs(before.tensors());
    int changed = 0;
    for (WeightTensor tensor : before.tensors()) {
      String name = tensor.name();
      assertThat(after.require(name).shape()).isEqualTo(tensor.shape());
      boolean same = Arrays.equals(values(after, name), values(before, name));
      if (!name.contains("_temp") && !name.contains("_audio")) {
        assertThat(same).as(name).isTrue();
      }
      changed += same ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(30);
    assertThat(values(after, "conv_in.conv_temp.weight")).isNotEqualTo(new float[16 * 48]);
  }

  @Test
  void aRunThatIsContinuedEndsLikeOneThatWasNot() throws IOException {
    List<Double> whole = new ArrayList<>();
    TrainingResult one = train(config("one", 4), whole);
    List<Double> parts = new ArrayList<>();
    train(config("two", 2), parts);
    TrainingResult two = train(config("two", 4), parts);

    assertThat(parts).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(parts.get(i)).isCloseTo(whole.get(i), within(0.0));
    }
    for (WeightTensor tensor : saved(one).tensors()) {
      assertThat(values(saved(two), tensor.name()))
          .as(tensor.name())
          .isEqualTo(values(saved(one), tensor.name()));
    }
  }

  @Test
  void mixedPrecisionTrainsTheSameWeights() throws IOException {
    List<Double> single = new ArrayList<>();
    train(config("single", 1), single);
    AnimationTrainingConfig config = config("mixed", 1, "mixed_precision: bf16");
    List<Double> mixed = new ArrayList<>();
    TrainingResult result = train(config, mixed);
    assertThat(mixed.get(0)).isCloseTo(single.get(0), within(0.02)).isNotEqualTo(single.get(0));
    assertThat(saved(result).tensors())
        .allSatisfy(tensor -> assertThat(tensor.type()).isEqualTo(ElementType.F32));
  }

  @Test
  void pathsThatTheAudioEncoderDropsChangeTheResultAndARunInPiecesIsStillTheSame()
      throws IOException {
    List<Double> plain = new ArrayList<>();
    train(config("plain", 4), plain);
    List<Double> whole = new ArrayList<>();
    train(dropping("dropping", 4), whole);
    List<Double> parts = new ArrayList<>();
    train(dropping("pieces", 2), parts);
    train(dropping("pieces", 4), parts);

    assertThat(parts).isEqualTo(whole).isNotEqualTo(plain);
    for (int i = 0; i < 4; i++) {
      assertThat(whole.get(i)).isCloseTo(plain.get(i), within(0.1));
    }
  }

  private static AnimationTrainingConfig dropping(String out, int steps) throws IOException {
    Path file = folder.resolve(out + steps + ".yaml");
    String yaml = YAML.replace("OUT", out).replace("STEPS", String.valueOf(steps));
    Files.writeString(file, yaml.replace("model:\n", "model:\n  drop_path: 0.5\n"));
    return AnimationTrainingConfig.read(file, folder, Strictness.FAIL);
  }

  @Test
  void networksThatDontFitEachOtherAreRefused() throws IOException {
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(
        file,
        YAML.replace("OUT", "wrong")
            .replace("STEPS", "1")
            .replace(" cross_attention_dim: 12", " cross_attention_dim: 16"));
    AnimationTrainingConfig config = AnimationTrainingConfig.read(file, folder, Strictness.FAIL);
    assertThatThrownBy(() -> AnimationTraining.open(config, Device.cpu()))
        .isInstanceOf(TrainingException.class)
        .hasMessage("The UNet takes 16 for the width of its text encodings, but is given 12.");
  }
}
