package io.asva.examples.cli;

import io.asva.training.Batch;
import io.asva.training.Examples;
import io.asva.training.Losses;
import io.asva.training.StepContext;
import io.asva.training.TrainedNetwork;
import io.asva.training.Trainer;
import io.asva.training.TrainingTask;
import io.asva.training.torchscript.TorchScriptException;
import java.nio.file.Path;
import java.util.Map;

/** A program with a task of its own, which prints why it can't be trained. */
final class TrainNothing implements TrainingTask<String> {
  private TrainNothing() {}

  public static void main(String[] arguments) {
    try {
      Trainer.builder(new TrainNothing(), Path.of("run"), 1).build().run();
    } catch (TorchScriptException e) {
      System.out.println(e.getMessage());
    }
  }

  @Override
  public Map<String, TrainedNetwork> networks() {
    return Map.of();
  }

  @Override
  public Examples<String> examples() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Losses backward(Batch<String> batch, StepContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }
}
