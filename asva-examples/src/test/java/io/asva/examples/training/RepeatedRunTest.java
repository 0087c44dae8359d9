package io.asva.examples.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.Cancellation;
import io.asva.core.files.Folders;
import io.asva.examples.testing.Trees;
import io.asva.examples.training.plan.DemoPlan;
import io.asva.examples.training.plan.DemoStage;
import io.asva.training.TrainingFigures;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first updates of the runs that made the demo's models, once more. */
@Tag("soak")
class RepeatedRunTest {
  private static final Path SHIPPED = Path.of("src/main/demo");
  private static final Path FOLDER = Path.of("target/repeated-runs");
  private static final int UPDATES = 200;

  // Processors round differently, and training amplifies it.
  private static final double TOLERANCE = 0.02;

  @ParameterizedTest
  @CsvSource({
    "vae, VAE, models/pretrained/stable-diffusion-v1-5/vae",
    "audio, AUDIO, models/.checkpoints",
    "text-pictures, TEXT_PICTURES, starts/text-pictures",
    "clips, CLIPS, models/checkpoints/audio-cond_animation",
    "classifier-pretext, CLASSIFIER_PRETEXT, starts/classifier-pretext",
    "classifier, CLASSIFIER, starts/classifier",
    "classifier-224, CLASSIFIER, models/checkpoints/avsync"
  })
  void itsLossesAreThoseThatWereLogged(String run, DemoStage stage, String made)
      throws IOException {
    delete(FOLDER.resolve("models"));
    delete(FOLDER.resolve("starts"));
    delete(FOLDER.resolve("runs"));
    for (String kind : List.of("models", "starts")) {
      Trees.copy(SHIPPED.resolve(kind), FOLDER.resolve(kind));
    }
    delete(FOLDER.resolve(made));
    if (stage == DemoStage.CLASSIFIER) {
      delete(FOLDER.resolve("models/checkpoints/avsync")); // or nothing would be left to do
    }
    train(DemoStage.DATA);
    train(stage);

    Map<Integer, Double> logged = losses(SHIPPED.resolve("logs").resolve(run + ".jsonl"));
    Map<Integer, Double> repeated = losses(FOLDER.resolve("runs").resolve(run + "/train.jsonl"));
    int updates = Math.min(UPDATES, Collections.max(logged.keySet()));
    assertThat(repeated).hasSizeGreaterThanOrEqualTo(updates);
    double worst = 0;
    for (int step = 1; step <= updates; step++) {
      double expected = requireNonNull(logged.get(step));
      double found = requireNonNull(repeated.get(step));
      worst = Math.max(worst, Math.abs(found - expected) / expected);
      assertThat(Math.abs(found - expected) / expected)
          .as("%s, update %d: logged %s, repeated %s", run, step, expected, found)
          .isLessThan(TOLERANCE);
    }
    System.out.printf(Locale.ROOT, "%s: largest relative difference %.2g%n", run, worst);
  }

  private static void train(DemoStage stage) {
    Cancellation enough = new Cancellation();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            if (progress.step() >= UPDATES) {
              enough.cancel();
            }
          }
        };
    new DemoTraining(DemoPlan.full(1), FOLDER).run(stage, enough.silent(), listener);
  }

  private static Map<Integer, Double> losses(Path log) {
    Map<Integer, Double> losses = new TreeMap<>();
    for (TrainingFigures figures : TrainingFigures.read(log)) {
      Double loss = figures.values().get("train_loss");
      if (loss != null) {
        losses.put(figures.step(), loss);
      }
    }
    return losses;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Folders.delete(folder);
    }
  }
}
