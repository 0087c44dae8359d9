package io.asva.sync.training;

import static java.util.Objects.requireNonNull;

import io.asva.core.AsvaException;
import io.asva.core.concurrent.Interruptible;
import io.asva.core.files.OutputPlace;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.random.CounterRandom;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.training.Batch;
import io.asva.training.CheckpointOptions;
import io.asva.training.Examples;
import io.asva.training.Losses;
import io.asva.training.NetworkPart;
import io.asva.training.StepContext;
import io.asva.training.TrainedNetwork;
import io.asva.training.Trainer;
import io.asva.training.TrainingException;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingTask;
import io.asva.training.config.ConfiguredTrainer;
import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.TrainableNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The training of the synchrony classifier on clips of videos, with evaluations on others.
 *
 * <p>Not safe for use by many threads, but for its examples.
 */
public final class SyncTraining implements TrainingTask<SyncClip>, AutoCloseable {
  private static final int EVALUATION = 3; // a path of random numbers that the trainer doesn't use

  private final SyncTrainingConfig config;
  private final SyncClips clips;
  private final Optional<SyncClips> tests;
  private final StartingClassifier start;
  private final TrainableNetwork network;
  private final Map<String, TrainedNetwork> networks = new LinkedHashMap<>();

  private SyncTraining(SyncTrainingConfig config, Device device) {
    this.config = config;
    this.clips = SyncClips.of(config.data());
    this.tests = config.test().map(test -> SyncClips.of(test.data()));
    this.start =
        StartingClassifier.of(
            config.model(), config.run().seed(), config.run().outputDir().resolve("start"));
    ContrastiveLoss.Widths widths =
        new ContrastiveLoss.Widths(start.audioWidths(), start.videoWidths(), start.headWidths());
    int side = config.data().imageSize();
    ContrastiveLoss.Geometry geometry =
        new ContrastiveLoss.Geometry(
            config.loading().data().batchSize(),
            config.data().clips(),
            config.data().sampling().frames(),
            side,
            side);
    Weights weights = together(start);
    this.network =
        TrainableNetwork.open(
            ContrastiveLoss.graph(
                widths, geometry, (float) config.model().tau(), WeightCatalogue.of(weights)),
            weights,
            config.optimizer().network(device));
    part("audio_encoder", start.audioConfig());
    part("video_encoder", start.videoConfig());
    part("head", start.headConfig());
  }

  /**
   * Opens the networks and the data of a run on the processor.
   *
   * @throws AsvaException if a file is missing or doesn't fit the others
   * @throws io.asva.training.torchscript.TorchScriptException if PyTorch isn't on the class path
   */
  public static SyncTraining open(SyncTrainingConfig config) {
    Objects.requireNonNull(config, "config");
    return open(config, Device.cpu());
  }

  /**
   * Opens the networks and the data of a run.
   *
   * @param device on which the classifier is trained
   * @throws AsvaException if a file is missing or doesn't fit the others
   * @throws io.asva.training.torchscript.TorchScriptException if PyTorch isn't on the class path
   */
  public static SyncTraining open(SyncTrainingConfig config, Device device) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(device, "device");
    LibTorch.require(); // before anything that takes long
    OutputPlace.folder(config.run().outputDir())
        .ifPresent(
            reason -> {
              throw new TrainingException(reason + " The setting is output_dir.");
            });
    return Interruptible.call("opening a training", () -> new SyncTraining(config, device));
  }

  private void part(String name, String json) {
    networks.put(name, NetworkPart.of(network, name + ".", json));
  }

  private static Weights together(StartingClassifier start) {
    return Weights.join(
        "the classifier before training",
        start.weights().audio().renamed(ContrastiveLoss.AUDIO::concat),
        start.weights().video().renamed(ContrastiveLoss.VIDEO::concat),
        start.weights().requireHead().renamed(ContrastiveLoss.HEAD::concat));
  }

  /** The classifier as it was before training. */
  public StartingClassifier start() {
    return start;
  }

  /**
   * A trainer into the run's folder, with all that its configuration says. This must stay open
   * while it runs.
   *
   * @param yaml the text of the configuration, which is kept beside the checkpoints
   * @param listener is told how it goes
   */
  public Trainer<SyncClip> trainer(String yaml, TrainingListener listener) {
    Objects.requireNonNull(yaml, "yaml");
    Objects.requireNonNull(listener, "listener");
    return trainer(yaml, CheckpointOptions.DEFAULT, listener);
  }

  /**
   * As {@link #trainer(String, TrainingListener)}, with a choice of what is accepted.
   *
   * @param checkpoints what happens to a checkpoint of other settings, and when one can't be
   *     written; from which the run goes on is the configuration's choice
   */
  public Trainer<SyncClip> trainer(
      String yaml, CheckpointOptions checkpoints, TrainingListener listener) {
    Objects.requireNonNull(yaml, "yaml");
    Objects.requireNonNull(checkpoints, "checkpoints");
    Objects.requireNonNull(listener, "listener");
    return ConfiguredTrainer.of(
        this,
        config.run(),
        config.loading(),
        config.optimizer(),
        config.schedule(),
        checkpoints,
        yaml,
        listener);
  }

  @Override
  public Map<String, TrainedNetwork> networks() {
    return networks;
  }

  @Override
  public Examples<SyncClip> examples() {
    return clips;
  }

  @Override
  public Losses backward(Batch<SyncClip> batch, StepContext context) {
    Objects.requireNonNull(batch, "batch");
    Objects.requireNonNull(context, "context");
    Map<String, Tensor> outputs =
        network.accumulate(
            inputs(batch.examples()), ContrastiveLoss.LOSS, (float) context.lossScale());
    Matches matches = Matches.of(logits(outputs));
    Map<String, Double> others = new LinkedHashMap<>();
    others.put("train_av_loss", number(outputs, "av_loss"));
    others.put("train_va_loss", number(outputs, "va_loss"));
    others.put("train_av_acc", matches.audioToVideo());
    others.put("train_va_acc", matches.videoToAudio());
    return new Losses(number(outputs, ContrastiveLoss.LOSS), others);
  }

  private static double number(Map<String, Tensor> outputs, String name) {
    return requireNonNull(outputs.get(name)).valueAt(0);
  }

  private static FloatTensor logits(Map<String, Tensor> outputs) {
    return (FloatTensor) requireNonNull(outputs.get("logits"));
  }

  private static Map<String, Tensor> inputs(List<SyncClip> videos) {
    return Map.of("audio", audios(videos), "video", frames(videos));
  }

  private static FloatTensor audios(List<SyncClip> videos) {
    return FloatTensor.stack(videos.stream().map(SyncClip::audio).toList());
  }

  private static FloatTensor frames(List<SyncClip> videos) {
    Shape one = videos.get(0).frames().shape();
    FloatTensor all = FloatTensor.zeros(one.insert(0, videos.size()));
    int length = Math.toIntExact(one.elements());
    for (int i = 0; i < videos.size(); i++) {
      videos.get(i).frames().copyTo(all.values(), i * length);
    }
    return all;
  }

  /**
   * The averages over the test videos, by running statistics: {@code test_loss} and so on, and
   * {@code test_bad_files}, the videos that can't be used and are left out. Nothing if training was
   * asked to stop meanwhile.
   */
  @Override
  public Map<String, Double> evaluate(int step, BooleanSupplier stopped) {
    Objects.requireNonNull(stopped, "stopped");
    if (tests.isEmpty()) {
      return Map.of();
    }
    SyncClips videos = tests.get();
    SyncEvaluation sums = new SyncEvaluation(config.model().tau());
    int wanted = videos.size() / testBatch() * testBatch();
    int bad = 0;
    List<SyncClip> waiting = new ArrayList<>();
    for (int i = 0; i < videos.size() && sums.videos() + waiting.size() < wanted; i++) {
      if (stopped.getAsBoolean()) {
        return Map.of();
      }
      try {
        waiting.add(videos.load(i, CounterRandom.of(config.run().seed(), EVALUATION, i)));
      } catch (AsvaException e) {
        bad++;
        wanted = (videos.size() - bad) / testBatch() * testBatch();
      }
      if (waiting.size() == config.loading().data().batchSize()) {
        score(waiting, waiting.size(), sums);
        waiting.clear();
      }
    }
    int rest = waiting.size();
    if (rest > 0) {
      while (waiting.size() < config.loading().data().batchSize()) {
        waiting.add(waiting.get(0)); // the network takes whole batches; these are not counted
      }
      score(waiting, Math.min(rest, Math.max(0, wanted - sums.videos())), sums);
    }
    Map<String, Double> figures = sums.figures();
    figures.put("test_bad_files", (double) bad);
    return figures;
  }

  private int testBatch() {
    return config.test().orElseThrow().batchSize();
  }

  private void score(List<SyncClip> videos, int counted, SyncEvaluation sums) {
    FloatTensor logits = logits(network.evaluate(inputs(videos)));
    Shape shape = logits.shape();
    for (int i = 0; i < counted; i++) {
      sums.add(logits.row(i).reshape(shape.dim(1), shape.dim(2)));
    }
  }

  @Override
  public Map<String, String> settings() {
    SyncDataConfig data = config.data();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("model.tau", String.valueOf(config.model().tau()));
    settings.put("train.dataset.example_list_path", String.valueOf(data.list().getFileName()));
    settings.put("train.dataset.image_size", String.valueOf(data.imageSize()));
    settings.put("train.dataset.video", String.valueOf(data.sampling()));
    settings.put("train.dataset.num_clips", String.valueOf(data.clips()));
    settings.put("train.dataset.shift_time", String.valueOf(data.gap()));
    settings.put("train.dataset.sampling_type", String.valueOf(data.starts()));
    settings.put("train.dataset.randflip", String.valueOf(data.flip()));
    settings.put("train.dataset.protocol", String.valueOf(data.protocol()));
    return settings;
  }

  @Override
  public void close() {
    network.close();
  }
}
