package io.asva.examples.training.audio;

import static java.util.Objects.requireNonNull;

import io.asva.audio.imagebind.FreshAudioEncoder;
import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.initial.FreshWeights;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.examples.training.data.Columns;
import io.asva.training.Batch;
import io.asva.training.Examples;
import io.asva.training.Losses;
import io.asva.training.NetworkPart;
import io.asva.training.StepContext;
import io.asva.training.TrainedNetwork;
import io.asva.training.TrainingTask;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Trains an audio encoder on labelled sounds. Not safe for use by many threads. */
final class AudioTask implements TrainingTask<LabelledAudio>, AutoCloseable {
  /** The folder of the encoder in a checkpoint. */
  static final String NAME = "audio_encoder";

  private static final String HEADS = "pretext";

  private final Examples<LabelledAudio> examples;
  private final List<LabelledAudio> unseen;
  private final int voices;
  private final TrainableNetwork network;
  private final Map<String, TrainedNetwork> networks = new LinkedHashMap<>();

  /**
   * A fresh encoder.
   *
   * @param voices how many categories can be heard
   * @param unseen sounds to evaluate it on, at least a batch
   */
  AudioTask(
      ImageBindConfig config,
      int voices,
      int batch,
      long seed,
      Examples<LabelledAudio> examples,
      List<LabelledAudio> unseen) {
    this.examples = examples;
    this.unseen = List.copyOf(unseen);
    this.voices = voices;
    Weights fresh = fresh(config, voices, seed);
    Graph graph = AudioPretext.graph(config, voices, batch, WeightCatalogue.of(fresh));
    network = TrainableNetwork.open(graph, fresh, TrainableOptions.all());
    networks.put(NAME, NetworkPart.of(network, AudioPretext.ENCODER, json(config)));
    networks.put(HEADS, NetworkPart.of(network, AudioPretext.HEADS, "{}\n"));
  }

  private static Weights fresh(ImageBindConfig config, int voices, long seed) {
    Weights encoder = FreshAudioEncoder.of(config, ImageBindNames.trained(), seed).inMemory();
    Weights heads =
        FreshWeights.ofSeed(seed)
            .add(AudioPretext.graph(config, voices, 1, WeightCatalogue.recording()))
            .without(name -> name.startsWith(AudioPretext.ENCODER))
            .inMemory();
    return Weights.join(
        "the audio encoder before training", encoder.renamed(AudioPretext.ENCODER::concat), heads);
  }

  private static String json(ImageBindConfig config) {
    return "{\n  \"_class_name\": \"ImageBindSegmaskAudioEncoder\",\n  \"audio_embed_dim\": "
        + config.width()
        + ",\n  \"audio_num_blocks\": "
        + config.blocks()
        + ",\n  \"audio_num_heads\": "
        + config.heads()
        + ",\n  \"out_embed_dim\": "
        + config.embedding()
        + "\n}\n";
  }

  @Override
  public Map<String, TrainedNetwork> networks() {
    return networks;
  }

  @Override
  public Examples<LabelledAudio> examples() {
    return examples;
  }

  @Override
  public Losses backward(Batch<LabelledAudio> batch, StepContext context) {
    Map<String, Tensor> outputs =
        network.accumulate(
            inputs(batch.examples()), AudioPretext.LOSS, (float) context.lossScale());
    Map<String, Double> others = new LinkedHashMap<>();
    for (String name : List.of("voice_loss", "onset_loss", "level_error")) {
      others.put("train_" + name, named(outputs, name).valueAt(0));
    }
    return new Losses(named(outputs, AudioPretext.LOSS).valueAt(0), others);
  }

  private static Tensor named(Map<String, Tensor> tensors, String name) {
    return requireNonNull(tensors.get(name), name);
  }

  private Map<String, Tensor> inputs(List<LabelledAudio> audios) {
    int batch = audios.size();
    int columns = ImageBindAudioGraph.PATCH_COLUMNS;
    FloatTensor voice = FloatTensor.zeros(batch, voices);
    FloatTensor begins = FloatTensor.zeros(batch, columns, 2);
    FloatTensor levels = FloatTensor.zeros(batch, columns, Columns.LEVELS);
    for (int i = 0; i < batch; i++) {
      LabelledAudio audio = audios.get(i);
      voice.values()[i * voices + audio.voice()] = 1;
      for (int c = 0; c < columns; c++) {
        begins.values()[2 * (i * columns + c) + (int) audio.columns().begins()[c]] = 1;
      }
      float[] known = audio.columns().levels();
      System.arraycopy(known, 0, levels.values(), i * known.length, known.length);
    }
    FloatTensor mels = FloatTensor.concat(audios.stream().map(LabelledAudio::mel).toList());
    return Map.of("mel", mels, "voice", voice, "begins", begins, "levels", levels);
  }

  /**
   * The shares of unseen sounds and columns that are told right, by the weights as they are now.
   */
  @Override
  public Map<String, Double> evaluate(int step, BooleanSupplier stopped) {
    int size = requireNonNull(network.inputs().get("mel")).dim(0);
    int batches = unseen.size() / size;
    double told = 0;
    double onsets = 0;
    double errors = 0;
    for (int i = 0; i < batches; i++) {
      Map<String, Tensor> inputs = inputs(unseen.subList(i * size, (i + 1) * size));
      Map<String, Tensor> outputs = network.evaluate(inputs);
      told += hits(named(inputs, "voice"), named(outputs, "voices"));
      onsets += hits(named(inputs, "begins"), named(outputs, "onsets"));
      errors += named(outputs, "level_error").valueAt(0);
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("test_voice_acc", told / batches);
    figures.put("test_onset_acc", onsets / batches);
    figures.put("test_level_error", errors / batches);
    return figures;
  }

  /** The share of rows whose largest value is where the truth is 1. */
  private static double hits(Tensor truth, Tensor told) {
    int width = told.shape().dim(-1);
    int rows = Math.toIntExact(told.shape().elements() / width);
    int hits = 0;
    for (int row = 0; row < rows; row++) {
      int best = 0;
      for (int i = 1; i < width; i++) {
        best = told.valueAt(row * width + i) > told.valueAt(row * width + best) ? i : best;
      }
      hits += truth.valueAt(row * width + best) == 1 ? 1 : 0;
    }
    return (double) hits / rows;
  }

  @Override
  public void close() {
    network.close();
  }
}
