package io.asva.benchmarks;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes what the comparison of training needs, and prints the folder: for each training its
 * weights, and the inputs of its first steps with the losses and gradients' norms that they give
 * here, so that the other side can check that it computes the same; and the demo UNet's
 * configuration.
 */
public final class MakeTrainingFiles {
  private static final int STEPS = 2; // the second loss tells whether the weights are updated alike
  private static final int THREADS = 1; // makes the same files on every machine of a kind

  private MakeTrainingFiles() {}

  /**
   * Takes the names of trainings; the system property {@code asva.bench.cache} names the folder.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Settings.cache();
    for (String key : args) {
      TrainingWork work = TrainingWork.of(key);
      new SafetensorsWriter()
          .addAll(work.weights())
          .replace(folder.resolve("training-" + key + "-weights.safetensors"));
      write(work, folder.resolve("training-" + key + "-case.safetensors"));
    }
    Files.writeString(folder.resolve("training-unet.json"), DemoUnetTraining.json());
    System.out.println(folder);
  }

  private static void write(TrainingWork work, Path file) {
    SafetensorsWriter writer = new SafetensorsWriter();
    int[] step = {0};
    try (RandomTraining<?> training =
        work.open(
            inputs -> {
              inputs.forEach((name, tensor) -> writer.add(step[0] + "." + name, tensor));
              step[0]++;
            })) {
      TrainingSteps steps = TrainingSteps.run(training, STEPS, THREADS);
      writer
          .add("losses", FloatTensor.vector(steps.losses()))
          .add("norms", FloatTensor.vector(steps.norms()));
    }
    writer.replace(file);
  }
}
