package io.asva.training;

import java.util.List;
import java.util.Map;

/** Notes what the trainer asks of a task. */
class NotedTask implements TrainingTask<float[]> {
  private final TinyTask task;
  private final List<Integer> parts;
  private final List<Double> scales;

  NotedTask(TinyTask task, List<Integer> parts, List<Double> scales) {
    this.task = task;
    this.parts = parts;
    this.scales = scales;
  }

  @Override
  public Map<String, TrainedNetwork> networks() {
    return task.networks();
  }

  @Override
  public Examples<float[]> examples() {
    return task.examples();
  }

  @Override
  public Losses backward(Batch<float[]> batch, StepContext context) {
    parts.add(context.part());
    scales.add(context.lossScale());
    return task.backward(batch, context);
  }
}
