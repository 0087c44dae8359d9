package io.asva.sync.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.config.Strictness;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.sync.network.SyncWeights;
import io.asva.training.TrainingFigures;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingResult;
import io.asva.training.TrainingVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run at small size: from a YAML file and videos to a checkpoint. */
class SyncTrainingTest {
  private static final String YAML =
      """
      exp: {output_dir: out, seed: 123}
      model:
        audio_encoder: {name: AudioConv2DNet, widths: [4, 4, 6, 8, 10]}
        video_encoder: {name: VideoR2Plus1DNet, widths: [4, 4, 6, 8, 10]}
        tau: 0.1
      train:
        batch_size: 2
        dataset: {data_root: ., example_list_path: train.txt, image_size: 32, num_clips: 2}
      test:
        batch_size: 1
        test_steps: 2
        dataset: {data_root: ., example_list_path: test.txt, image_size: 32, num_clips: 2, sampling_type: uniform, randflip: False}
      optim: {max_train_steps: 2, learning_rate: 1e-3, num_threads: 1}
      """;

  @Test
  void aRunTrainsEvaluatesAndSavesTheThreeNetworks(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 3; i++) {
      TrainingVideos.write(folder.resolve(i + ".mp4"), 2.6, 12);
    }
    TrainingVideos.write(folder.resolve("short.mp4"), 1, 12);
    Files.writeString(folder.resolve("train.txt"), "0.mp4\n1.mp4\nshort.mp4\n2.mp4\n");
    Files.writeString(folder.resolve("test.txt"), "short.mp4\n0.mp4\n1.mp4\n2.mp4\n");
    Path file = Files.writeString(folder.resolve("run.yaml"), YAML);
    SyncTrainingConfig config = SyncTrainingConfig.read(file, folder, Strictness.FAIL);

    TrainingResult result;
    SyncWeights before;
    Map<String, Double> figures;
    try (SyncTraining training = SyncTraining.open(config)) {
      before = training.start().weights();
      result = training.trainer(YAML, TrainingListener.NONE).run();
      figures = training.evaluate(2, () -> false);
      assertThat(training.evaluate(2, () -> true)).isEmpty();
    }

    assertThat(result.step()).isEqualTo(2);
    assertThat(result.badExamples()).isPositive();
    assertThat(figures).containsEntry("test_bad_files", 1.0);
    double both = figure(figures, "test_av_loss") + figure(figures, "test_va_loss");
    assertThat(figure(figures, "test_loss")).isCloseTo(both / 2, within(1e-9)).isBetween(0.1, 3.0);
    assertThat(figure(figures, "test_av_acc")).isBetween(0.0, 1.0);
    String log = Files.readString(folder.resolve("out/train.jsonl"));
    assertThat(log).contains("train_av_acc", "test_va_loss");
    SyncWeights after = SyncWeights.ofModules(result.checkpoint().resolve("modules"));
    assertThat(shapes(after.audio())).isEqualTo(shapes(before.audio()));
    assertThat(shapes(after.video())).isEqualTo(shapes(before.video()));
    assertThat(shapes(after.requireHead())).isEqualTo(shapes(before.requireHead()));
    assertThat(values(after.audio(), "conv1.0.weight"))
        .isNotEqualTo(values(before.audio(), "conv1.0.weight"));
    assertThat(after.requireHead().require("fc.0.weight").shape().dims()).containsExactly(10, 20);
    assertThat(after.video().read("conv1.1.num_batches_tracked").valueAt(0)).isEqualTo(2);
  }

  @Test
  void mixedPrecisionTrainsTheSameNetworks(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 2; i++) {
      TrainingVideos.write(folder.resolve(i + ".mp4"), 2.6, 12);
    }
    Files.writeString(folder.resolve("train.txt"), "0.mp4\n1.mp4\n");
    double single = firstLoss(folder, YAML);
    double mixed =
        firstLoss(folder, YAML.replace("num_threads", "mixed_precision: bf16, num_threads"));
    assertThat(mixed).isCloseTo(single, within(0.05)).isNotEqualTo(single);
  }

  private static double firstLoss(Path folder, String yaml) throws IOException {
    String untested = yaml.replaceAll("(?s)test:.*optim:", "optim:");
    Path file =
        Files.writeString(folder.resolve("run.yaml"), untested.replace("steps: 2", "steps: 1"));
    SyncTrainingConfig config = SyncTrainingConfig.read(file, folder, Strictness.FAIL);
    Path out = folder.resolve("out");
    try (SyncTraining training = SyncTraining.open(config)) {
      training.trainer(untested, TrainingListener.NONE).run();
    }
    double loss =
        TrainingFigures.read(out.resolve("train.jsonl")).get(0).value("train_loss").orElseThrow();
    Files.move(out, folder.resolve("out-" + loss));
    return loss;
  }

  private static double figure(Map<String, Double> figures, String name) {
    return Objects.requireNonNull(figures.get(name));
  }

  /** Names and shapes; before training they are the original's at full width. */
  private static Map<String, Shape> shapes(Weights weights) {
    return weights.tensors().stream()
        .collect(Collectors.toMap(WeightTensor::name, WeightTensor::shape));
  }

  private static float[] values(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  @Test
  void averagesOfTheEvaluationAreThoseOfItsVideos() {
    SyncEvaluation sums = new SyncEvaluation(0.5);
    assertThat(sums.figures()).isEmpty();
    sums.add(FloatTensor.of(new float[] {0, 0, 0, 0}, 2, 2));
    sums.add(FloatTensor.of(new float[] {50, 0, 60, 10}, 2, 2));

    Map<String, Double> figures = sums.figures();
    // Audio clips of the second: the first finds its image, the other is 50 / 0.5 away from its
    // own.
    assertThat(figure(figures, "test_av_loss")).isCloseTo((Math.log(2) + 50) / 2, within(1e-6));
    // Images: the first is 10 / 0.5 away, the second finds its audio by as much.
    double image = Math.log1p(Math.exp(-20));
    assertThat(figure(figures, "test_va_loss"))
        .isCloseTo((Math.log(2) + (20 + 2 * image) / 2) / 2, within(1e-6));
    assertThat(figure(figures, "test_av_acc")).isEqualTo(0.5);
    assertThat(figure(figures, "test_va_acc")).isEqualTo(0.5);
  }
}
