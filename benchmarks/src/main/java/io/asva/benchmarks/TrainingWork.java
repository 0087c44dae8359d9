package io.asva.benchmarks;

import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The trainings that are timed. */
enum TrainingWork {
  /** The demo's UNet, eight clips a step. */
  UNET {
    @Override
    RandomTraining<?> open(Consumer<Map<String, Tensor>> seen) {
      return new DemoUnetTraining(DemoUnetTraining.CLIPS, seen);
    }

    @Override
    Weights weights() {
      return DemoUnetTraining.weights();
    }
  },

  /** The full-size sync classifier, three clips of one video a step. */
  SYNC {
    @Override
    RandomTraining<?> open(Consumer<Map<String, Tensor>> seen) {
      return new FullSizeSyncTraining(FullSizeSyncTraining.GEOMETRY, seen);
    }

    @Override
    Weights weights() {
      return FullSizeSync.weights();
    }
  };

  /** Opens it; {@code seen} is given each step's inputs. */
  abstract RandomTraining<?> open(Consumer<Map<String, Tensor>> seen);

  /** The weights before training. */
  abstract Weights weights();

  /** Its name in commands and files. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with that name. */
  static TrainingWork of(String key) {
    return Arrays.stream(values())
        .filter(work -> work.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "what is trained must be one of "
                        + Arrays.stream(values()).map(TrainingWork::key).toList()
                        + ", not "
                        + key));
  }
}
