package io.asva.examples.training.classifier;

import static java.util.Objects.requireNonNull;

import io.asva.core.graph.WeightCatalogue;
import io.asva.core.initial.FreshWeights;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.examples.drawn.ClipLabels;
import io.asva.sync.training.ContrastiveLoss;
import io.asva.sync.training.StartingClassifier;
import io.asva.sync.training.SyncTrainingConfig;
import io.asva.training.Batch;
import io.asva.training.Examples;
import io.asva.training.Losses;
import io.asva.training.NetworkPart;
import io.asva.training.StepContext;
import io.asva.training.TrainedNetwork;
import io.asva.training.TrainingTask;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Trains the classifier's encoders on labelled clips. Not safe for use by many threads. */
final class ClassifierPretextTask implements TrainingTask<LabelledClip>, AutoCloseable {
  private static final int EVALUATED = 64; // videos

  private final SyncTrainingConfig config;
  private final LabelledClips clips;
  private final LabelledClips tests;
  private final TrainableNetwork network;
  private final Map<String, TrainedNetwork> networks = new LinkedHashMap<>();

  /**
   * Fresh encoders.
   *
   * @param labels of all videos that the configuration names
   */
  ClassifierPretextTask(SyncTrainingConfig config, List<ClipLabels> labels) {
    this.config = config;
    this.clips = new LabelledClips(config.data(), labels);
    this.tests = new LabelledClips(config.test().orElseThrow().data(), labels);
    StartingClassifier start =
        StartingClassifier.of(
            config.model(), config.run().seed(), config.run().outputDir().resolve("start"));
    Weights weights = together(start);
    this.network =
        TrainableNetwork.open(
            ClassifierPretext.graph(
                start.audioWidths(),
                start.videoWidths(),
                config.data(),
                config.loading().data().batchSize() * config.data().clips(),
                WeightCatalogue.of(weights)),
            weights,
            TrainableOptions.all());
    part("audio_encoder", start.audioConfig());
    part("video_encoder", start.videoConfig());
    part("pretext", "{}\n");
  }

  private Weights together(StartingClassifier start) {
    Weights heads =
        FreshWeights.ofSeed(config.run().seed())
            .add(
                ClassifierPretext.graph(
                    start.audioWidths(),
                    start.videoWidths(),
                    config.data(),
                    1,
                    WeightCatalogue.recording()))
            .without(name -> !name.startsWith(ClassifierPretext.HEADS))
            .inMemory();
    return Weights.join(
        "the classifier's encoders before training",
        start.weights().audio().renamed(ContrastiveLoss.AUDIO::concat),
        start.weights().video().renamed(ContrastiveLoss.VIDEO::concat),
        heads);
  }

  private void part(String name, String json) {
    networks.put(name, NetworkPart.of(network, name + ".", json));
  }

  @Override
  public Map<String, TrainedNetwork> networks() {
    return networks;
  }

  @Override
  public Examples<LabelledClip> examples() {
    return clips;
  }

  @Override
  public Losses backward(Batch<LabelledClip> batch, StepContext context) {
    Map<String, Tensor> outputs =
        network.accumulate(
            inputs(batch.examples()), ClassifierPretext.LOSS, (float) context.lossScale());
    Map<String, Double> others = new LinkedHashMap<>();
    for (String name : List.of(ClassifierPretext.AUDIO_ERROR, ClassifierPretext.VIDEO_ERROR)) {
      others.put("train_" + name, number(outputs, name));
    }
    return new Losses(number(outputs, ClassifierPretext.LOSS), others);
  }

  private static double number(Map<String, Tensor> outputs, String name) {
    return requireNonNull(outputs.get(name), name).valueAt(0);
  }

  private static Map<String, Tensor> inputs(List<LabelledClip> videos) {
    return Map.of(
        "audio", rows(videos, LabelledClip::audio),
        "video", rows(videos, LabelledClip::video),
        "curves", rows(videos, LabelledClip::curves));
  }

  private static FloatTensor rows(
      List<LabelledClip> videos, Function<LabelledClip, FloatTensor> part) {
    return FloatTensor.concat(videos.stream().map(part).toList());
  }

  /**
   * The shares of the curves' variance over unseen clips that the two encoders explain, by the
   * weights as they are now.
   */
  @Override
  public Map<String, Double> evaluate(int step, BooleanSupplier stopped) {
    int size = config.loading().data().batchSize();
    int batches = Math.min(EVALUATED, tests.size()) / size;
    Map<String, Double> errors = new LinkedHashMap<>();
    List<FloatTensor> curves = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      List<LabelledClip> videos = new ArrayList<>();
      for (int k = 0; k < size; k++) {
        int index = (i * size + k) * tests.size() / (batches * size);
        videos.add(tests.load(index, CounterRandom.of(config.run().seed(), index)));
      }
      Map<String, Tensor> inputs = inputs(videos);
      Map<String, Tensor> outputs = network.evaluate(inputs);
      for (String name : List.of(ClassifierPretext.AUDIO_ERROR, ClassifierPretext.VIDEO_ERROR)) {
        errors.merge(name, number(outputs, name) / batches, Double::sum);
      }
      curves.add((FloatTensor) requireNonNull(inputs.get("curves")));
    }
    double variance = variance(FloatTensor.concat(curves));
    Map<String, Double> figures = new LinkedHashMap<>();
    errors.forEach(
        (name, error) ->
            figures.put("test_" + name.replace("error", "explained"), 1 - error / variance));
    return figures;
  }

  /** The mean over columns of their variances. */
  private static double variance(FloatTensor rows) {
    int count = rows.shape().dim(0);
    int width = rows.shape().dim(1);
    double sum = 0;
    for (int c = 0; c < width; c++) {
      double mean = 0;
      double squares = 0;
      for (int r = 0; r < count; r++) {
        double value = rows.values()[r * width + c];
        mean += value / count;
        squares += value * value / count;
      }
      sum += (squares - mean * mean) / width;
    }
    return sum;
  }

  @Override
  public void close() {
    network.close();
  }
}
