package io.asva.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import io.asva.training.CheckpointOptions.OtherSettings;
import io.asva.training.internal.Boundary;
import io.asva.training.torchscript.LibTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  @Test
  void theLossBecomesSmall() throws IOException {
    try (TinyTask task = new TinyTask(8)) {
      Trainer.builder(task, folder, 300)
          .threads(1)
          .data(DataOptions.of(8))
          .optimization(Optimization.DEFAULT.with(AdamWOptions.DEFAULT.withLearningRate(3e-2)))
          .build()
          .run();
    }
    double first = RunFiles.mean(folder, "train_loss", 1, 20);
    assertThat(RunFiles.mean(folder, "train_loss", 281, 300)).isLessThan(first / 3);
  }

  @Test
  void aRunInPiecesIsTheRunInOne() throws IOException {
    Map<String, Object> whole = train(folder.resolve("whole"), 12);
    Path pieces = folder.resolve("pieces");
    train(pieces, 4);
    train(pieces, 5);
    assertThat(train(pieces, 12)).isEqualTo(whole);
    RunFiles.assertSameFigures(pieces, folder.resolve("whole"));
    RunFiles.assertSameTensors(pieces, folder.resolve("whole"), 12);
  }

  private static Map<String, Object> train(Path folder, int steps) {
    try (TinyTask task = new TinyTask(4)) {
      TrainingResult result = TrainTiny.trainer(task, folder, steps).build().run();
      assertThat(result.end()).isEqualTo(TrainingResult.End.FINISHED);
      assertThat(result.step()).isEqualTo(steps);
      return task.bits();
    }
  }

  @Test
  void frozenWeightsStayAndAreSavedToo() {
    Map<String, Object> before;
    try (TinyTask task = new TinyTask(4)) {
      before = task.bits();
    }
    Map<String, Object> after = train(folder, 3);
    assertThat(after.get("fixed.weight")).isEqualTo(before.get("fixed.weight"));
    assertThat(after.get("one.weight")).isNotEqualTo(before.get("one.weight"));
    assertThat(after.get("norm.running_mean")).isNotEqualTo(before.get("norm.running_mean"));
    assertThat(after.get("norm.num_batches_tracked")).isEqualTo("[6]");
    assertThat(Weights.open(module(3)).tensors()).hasSize(after.size());
  }

  private Path module(int step) {
    return RunFiles.checkpoint(folder, step)
        .resolve("modules/tiny/diffusion_pytorch_model.safetensors");
  }

  @Test
  void accumulatedBatchesAreAveraged() {
    List<Integer> parts = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    try (TinyTask task = new TinyTask(4)) {
      TrainingTask<float[]> noted = new NotedTask(task, parts, scales);
      Trainer.builder(noted, folder, 2)
          .threads(1)
          .data(DataOptions.of(4))
          .optimization(Optimization.DEFAULT.withAccumulation(3))
          .build()
          .run();
    }
    assertThat(parts).containsExactly(0, 1, 2, 0, 1, 2);
    assertThat(scales).allMatch(scale -> scale == 1.0 / 3);
  }

  @Test
  void theAverageIsWhatIsToBeUsed() {
    Map<String, Object> weights = train(folder, 12);
    String average =
        java.util.Arrays.toString(
            ((FloatTensor) Weights.open(module(12)).read("two.weight")).values());
    assertThat(average).isNotEqualTo(weights.get("two.weight"));
    Path raw = RunFiles.checkpoint(folder, 12).resolve("model.safetensors");
    assertThat(
            java.util.Arrays.toString(
                ((FloatTensor) Weights.open(raw).read("tiny.two.weight")).values()))
        .isEqualTo(weights.get("two.weight"));
  }

  @Test
  void theCheckpointBeforeGoesAndMilestonesStay() throws IOException {
    train(folder, 13);
    assertThat(RunFiles.checkpoints(folder))
        .containsExactlyInAnyOrder("checkpoint-6", "checkpoint-12", "checkpoint-13");
  }

  @Test
  void cancellingFinishesTheStepAndSaves() throws IOException {
    Cancellation cancellation = new Cancellation();
    TrainingListener stopAtFive =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            if (progress.step() == 5) {
              cancellation.cancel();
            }
          }
        };
    try (TinyTask task = new TinyTask(4)) {
      TrainingResult result =
          TrainTiny.trainer(task, folder, 12).listener(stopAtFive).build().run(cancellation);
      assertThat(result.end()).isEqualTo(TrainingResult.End.CANCELLED);
      assertThat(result.step()).isEqualTo(5);
      assertThat(result.checkpoint()).isDirectory().hasFileName("checkpoint-5");
    }
    assertThat(train(folder, 12)).isEqualTo(train(folder.resolve("whole"), 12));
    // what the stopped run left goes like any other
    assertThat(RunFiles.checkpoints(folder)).doesNotContain("checkpoint-5");
  }

  @Test
  void eachCheckpointIsToldOfWhenItAndItsFiguresAreWhole() {
    List<String> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onCheckpoint(Path checkpoint) {
            assertThat(checkpoint.resolve("manifest.json")).isRegularFile();
            int step =
                TrainingFigures.read(folder.resolve("train.jsonl")).stream()
                    .mapToInt(TrainingFigures::step)
                    .max()
                    .orElse(0);
            told.add(checkpoint.getFileName() + " with figures up to " + step);
          }
        };
    try (TinyTask task = new TinyTask(4)) {
      TrainTiny.trainer(task, folder, 7).listener(listener).build().run();
    }
    assertThat(told)
        .containsExactly(
            "checkpoint-3 with figures up to 3",
            "checkpoint-6 with figures up to 6",
            "checkpoint-7 with figures up to 7");
  }

  @Test
  void anInterruptionStopsInTheSameWay() {
    Thread trainer = Thread.currentThread();
    TrainingListener interrupt =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            trainer.interrupt();
          }
        };
    try (TinyTask task = new TinyTask(4)) {
      TrainingResult result =
          TrainTiny.trainer(task, folder, 2000).listener(interrupt).build().run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.end()).isEqualTo(TrainingResult.End.CANCELLED);
      assertThat(result.checkpoint()).isDirectory();
    }
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunWithItsBatchAndKeepsTheCheckpoint() throws IOException {
    try (TinyTask task = new TinyTask(4)) {
      TrainingListener poison =
          new TrainingListener() {
            @Override
            public void onStep(TrainingProgress progress) {
              if (progress.step() == 4) {
                task.poison(Double.NaN);
              }
            }
          };
      Trainer<float[]> trainer = TrainTiny.trainer(task, folder, 12).listener(poison).build();
      assertThatThrownBy(trainer::run)
          .isInstanceOfSatisfying(DivergedException.class, e -> assertThat(e.step()).isEqualTo(5))
          .hasMessageStartingWith("The loss is NaN at step 5, whose batch is [numbers-")
          .hasMessageContaining("The last good state is " + RunFiles.checkpoint(folder, 3))
          .hasMessageEndingWith("Try a lower learning rate, or look at these files.");
    }
    assertThat(folder.resolve("train.log")).content().contains(" - ERROR - ", "The loss is NaN at");
    assertThat(RunFiles.checkpoints(folder)).containsExactly("checkpoint-3");
    assertThat(train(folder, 12)).isEqualTo(train(folder.resolve("whole"), 12));
  }

  @Test
  void aFullDiskEndsTheRunAndKeepsTheCheckpointBefore() throws IOException {
    try (TinyTask task = new TinyTask(4)) {
      Trainer<float[]> trainer =
          TrainTiny.trainer(task, folder, 12).boundary(fullAt("optimizer", 2)).build();
      assertThatThrownBy(trainer::run)
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining(
              "Can't write " + RunFiles.checkpoint(folder, 6) + ": No space left on device.")
          .hasMessageContaining("kept: " + RunFiles.checkpoint(folder, 3));
    }
    assertThat(RunFiles.checkpoints(folder)).containsExactly("checkpoint-3");
    assertThat(train(folder, 12)).isEqualTo(train(folder.resolve("whole"), 12));
  }

  @Test
  void aRunMayGoOnWithAFullDisk() throws IOException {
    List<String> said = new ArrayList<>();
    try (TinyTask task = new TinyTask(4)) {
      TrainTiny.trainer(task, folder, 12)
          .boundary(fullAt("trainer_state", 2))
          .checkpoints(CheckpointOptions.DEFAULT.with(CheckpointOptions.Failure.GO_ON))
          .listener(messages(said))
          .build()
          .run();
      assertThat(task.bits()).isEqualTo(train(folder.resolve("whole"), 12));
    }
    assertThat(said)
        .anyMatch(line -> line.startsWith("Can't write " + RunFiles.checkpoint(folder, 6)));
    assertThat(RunFiles.checkpoints(folder)).containsExactly("checkpoint-12");
  }

  /** A disk that is full when a file is half written for the n-th time. */
  private static Boundary fullAt(String file, int time) {
    AtomicInteger count = new AtomicInteger();
    return where -> {
      if (where.startsWith("half of " + file) && count.incrementAndGet() == time) {
        throw new IOException("No space left on device");
      }
    };
  }

  @Test
  void settingsThatGiveOtherResultsAreListedAndRefused() {
    train(folder, 3);
    try (TinyTask task = new TinyTask(4).withSetting("more")) {
      Trainer.Builder<float[]> other =
          TrainTiny.trainer(task, folder, 12)
              .seed(8)
              .optimization(Optimization.DEFAULT.withAverage(0.9).withAccumulation(2));
      assertThatThrownBy(() -> other.build().run())
          .isInstanceOf(TrainingException.class)
          .hasMessageStartingWith(RunFiles.checkpoint(folder, 3) + " was made with settings")
          .hasMessageContaining("\n  model.extra: none in the checkpoint, more now")
          .hasMessageContaining("\n  optim.adamw: AdamWOptions[learningRate=0.01, ")
          .hasMessageContaining("\n  optim.lr_scheduler: cosine of 60 with warm-up of 2 in the ch")
          .hasMessageContaining("\n  seed: 7 in the checkpoint, 8 now")
          .hasMessageEndingWith(
              "Restore them, or choose another output_dir, or accept other settings to go on all the"
                  + " same (asva train: --accept-other-settings).");
      List<String> said = new ArrayList<>();
      TrainingResult result =
          other
              .checkpoints(CheckpointOptions.DEFAULT.with(OtherSettings.ACCEPT))
              .listener(messages(said))
              .build()
              .run();
      assertThat(result.step()).isEqualTo(12);
      assertThat(said).contains("Resuming with another seed: 7 in the checkpoint, 8 now");
    }
  }

  private static TrainingListener messages(List<String> into) {
    return new TrainingListener() {
      @Override
      public void onMessage(String message) {
        into.add(message);
      }
    };
  }

  @Test
  void otherFrozenWeightsAreRefused() {
    train(folder, 3);
    try (TinyTask task = new TinyTask(4, 6)) {
      assertThatThrownBy(() -> TrainTiny.trainer(task, folder, 12).build().run())
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("\n  frozen weights: tiny.fixed.weight differs");
    }
  }

  @Test
  void aNewRunDoesNotGoOverAnOldOne() {
    train(folder, 3);
    try (TinyTask task = new TinyTask(4)) {
      Trainer.Builder<float[]> fresh =
          TrainTiny.trainer(task, folder, 12)
              .checkpoints(CheckpointOptions.DEFAULT.with(Resume.none()));
      assertThatThrownBy(() -> fresh.build().run())
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("checkpoint-3 is there already. Set resume_from_checkpoint to");
    }
  }

  @Test
  void aRunFromAnOlderCheckpointDoesNotGoOverNewerOnes() {
    train(folder, 8);
    try (TinyTask task = new TinyTask(4)) {
      Trainer.Builder<float[]> older = TrainTiny.trainer(task, folder, 12);
      assertThatThrownBy(() -> older.checkpoints(from("checkpoint-6")).build().run())
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("checkpoint-6 is older than [checkpoint-8]");
      assertThatThrownBy(() -> older.checkpoints(from("checkpoint-7")).build().run())
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("holds no checkpoint checkpoint-7; it holds [checkpoint-8, ");
      assertThat(older.checkpoints(from("runs/a/ckpts/checkpoint-8/")).build().run().step())
          .isEqualTo(12);
    }
  }

  private static CheckpointOptions from(String name) {
    return CheckpointOptions.DEFAULT.with(Resume.from(name));
  }

  @Test
  void aFolderTakesOneRunAtATime() {
    List<Throwable> second = new ArrayList<>();
    TrainingListener again =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            if (progress.step() == 1) {
              try (TinyTask other = new TinyTask(4)) {
                TrainTiny.trainer(other, folder, 3).build().run();
              } catch (TrainingException e) {
                second.add(e);
              }
            }
          }
        };
    try (TinyTask task = new TinyTask(4)) {
      TrainTiny.trainer(task, folder, 3).listener(again).build().run();
    }
    assertThat(second)
        .singleElement()
        .satisfies(
            e ->
                assertThat(e)
                    .hasMessage(
                        folder
                            + " is in use by another run; wait for it or choose another"
                            + " output_dir."));
  }

  @Test
  void evaluationsStandInTheLogs() throws IOException {
    try (TinyTask task = new TinyTask(4)) {
      TrainTiny.trainer(task, folder, 4).schedule(Schedule.of(4).withEvaluations(2)).build().run();
    }
    assertThat(Files.readAllLines(folder.resolve("train.jsonl")))
        .filteredOn(line -> line.contains("test_step"))
        .containsExactly("{\"step\":2,\"test_step\":2.0}", "{\"step\":4,\"test_step\":4.0}");
  }

  @Test
  void theLogSaysInWordsWhatHappened() throws IOException {
    train(folder, 5);
    List<String> lines = Files.readAllLines(folder.resolve("train.log"));
    assertThat(lines)
        .allMatch(
            line ->
                line.matches(
                    "\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d - INFO - io.asva.training - .*"));
    assertThat(lines)
        .anyMatch(line -> line.endsWith("***** Running training *****"))
        .anyMatch(line -> line.matches(".* Epoch=0 Step=4/5 train_loss=\\d.* lr=0.0099927"))
        .anyMatch(line -> line.endsWith("Saved state to " + RunFiles.checkpoint(folder, 3)));
    assertThat(folder.resolve("config.yaml")).hasContent("exp:\n  seed: 7\n");
    try (Stream<Path> events = Files.list(folder.resolve("log"))) {
      assertThat(events).hasSize(1);
    }
  }

  @Test
  void theConfigurationOfTheRunBeforeStaysWholeIfItCantBeReplaced() throws IOException {
    train(folder, 3);
    Path config = folder.resolve("config.yaml");
    Files.delete(config);
    Files.createDirectory(config); // in place of a full disk
    Path kept = Files.createFile(config.resolve("file"));
    assertThatThrownBy(() -> train(folder, 4))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("Can't train into " + folder);
    assertThat(kept).exists();
  }

  @Test
  void aTaskThatTrainsNothingIsRefused() {
    try (TinyTask task = new TinyTask(4)) {
      TrainingTask<float[]> nothing =
          new NotedTask(task, new ArrayList<>(), new ArrayList<>()) {
            @Override
            public Map<String, TrainedNetwork> networks() {
              return Map.of();
            }
          };
      assertThatThrownBy(() -> Trainer.builder(nothing, folder, 1).build().run())
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("No weight of [] is trained");
    }
  }
}
