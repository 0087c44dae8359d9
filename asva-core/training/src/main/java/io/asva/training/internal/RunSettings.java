package io.asva.training.internal;

import io.asva.core.files.Fingerprint;
import io.asva.training.DataOptions;
import io.asva.training.Examples;
import io.asva.training.Optimization;
import io.asva.training.TrainingOptions;
import io.asva.training.TrainingTask;
import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run's settings by name: those that decide the result, and the others.
 *
 * @param result with other values here, the weights become others
 * @param rest what may differ: where a run ends, when it logs, how fast it loads; another number of
 *     threads or another device changes the last bits
 */
record RunSettings(Map<String, String> result, Map<String, String> rest) {

  static RunSettings of(TrainingTask<?> task, TrainingOptions options) {
    Map<String, String> result = new TreeMap<>(task.settings());
    Optimization optimization = options.optimization();
    DataOptions data = options.data();
    result.put("seed", String.valueOf(options.seed()));
    result.put("optim.adamw", optimization.adamW().toString());
    result.put("optim.lr_scheduler", optimization.learningRate().toString());
    result.put("optim.max_grad_norm", String.valueOf(optimization.maxGradientNorm()));
    result.put("optim.gradient_accumulation_steps", String.valueOf(optimization.accumulation()));
    result.put("optim.ema_decay", optimization.averageDecay().toString());
    if (optimization.precision() != Precision.SINGLE) { // unlike others, new in format 1
      result.put("optim.mixed_precision", optimization.precision().toString());
    }
    result.put("train.batch_size", String.valueOf(data.batchSize()));
    result.put("train.epoch_end", data.epochEnd().toString());
    result.put("train.bad_examples", data.badExamples().toString());
    result.put("train.examples", examples(task.examples()));
    Map<String, String> rest = new TreeMap<>();
    rest.put("schedule", options.schedule().toString());
    rest.put("threads", String.valueOf(options.threads()));
    rest.put("device", devices(task));
    return new RunSettings(result, rest);
  }

  private static String examples(Examples<?> examples) {
    String names = Fingerprint.of(IntStream.range(0, examples.size()).mapToObj(examples::name));
    return examples.size() + ", their names " + names;
  }

  /** Where the networks of a run lie. */
  static String devices(TrainingTask<?> task) {
    return task.networks().values().stream()
        .flatMap(network -> network.weights().stream())
        .map(LiveTensor::device)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Where the values of two runs differ, in words. */
  static List<String> differences(Map<String, String> then, Map<String, String> now) {
    TreeSet<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    List<String> result = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(then.get(name), now.get(name))) {
        result.add(
            name
                + ": "
                + then.getOrDefault(name, "not set")
                + " in the checkpoint, "
                + now.getOrDefault(name, "not set")
                + " now");
      }
    }
    return result;
  }
}
