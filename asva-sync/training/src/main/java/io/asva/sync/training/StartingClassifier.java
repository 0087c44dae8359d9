package io.asva.sync.training;

import io.asva.core.graph.WeightCatalogue;
import io.asva.core.initial.FreshWeights;
import io.asva.core.initial.MergedWeights;
import io.asva.core.weights.Weights;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.SyncAudioGraph;
import io.asva.sync.network.SyncHeadGraph;
import io.asva.sync.network.SyncVideoGraph;
import io.asva.sync.network.SyncWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The classifier as it is before training. Fresh weights have PyTorch's defaults; those of
 * checkpoints stay in their files.
 *
 * @param weights of the three networks, with the counters of their batch normalisations
 * @param audioWidths channels of the audio network
 * @param videoWidths channels of the video network
 * @param headWidths channels of the head
 * @param fresh the names of the weights that are fresh, each behind {@code audio_encoder.}, {@code
 *     video_encoder.} or {@code head.}
 */
public record StartingClassifier(
    SyncWeights weights,
    NetworkWidths audioWidths,
    NetworkWidths videoWidths,
    SyncHeadGraph.Widths headWidths,
    List<String> fresh) {
  private static final String FILE = "diffusion_pytorch_model";

  /** Copies the list. */
  public StartingClassifier {
    fresh = List.copyOf(fresh);
  }

  /**
   * Makes a classifier.
   *
   * @param seed of fresh weights
   * @param folder where fresh weights are written if they are too many for memory; it is made
   * @throws io.asva.core.AsvaException if a checkpoint can't be read, or is none of such a network
   */
  public static StartingClassifier of(SyncModelConfig config, long seed, Path folder) {
    Part audio =
        Part.of(
            config.audio(),
            SyncWeights::audio,
            SyncAudioGraph::widths,
            StartingClassifier::audio,
            seed,
            folder.resolve("fresh-audio.safetensors"));
    Part video =
        Part.of(
            config.video(),
            SyncWeights::video,
            SyncVideoGraph::widths,
            StartingClassifier::video,
            seed,
            folder.resolve("fresh-video.safetensors"));
    int embedding = audio.widths().embedding();
    int first = config.headWidth().orElse(embedding);
    SyncHeadGraph.Widths widths =
        new SyncHeadGraph.Widths(
            embedding, video.widths().embedding(), first, Math.max(1, first / 2));
    FreshWeights fresh = head(widths, seed);
    Path file = folder.resolve("fresh-head.safetensors");
    MergedWeights head =
        config
            .head()
            .map(saved -> merged(Weights.openFolder(saved, FILE), fresh, file))
            .orElseGet(() -> allFresh(fresh, file));
    List<String> names = new ArrayList<>();
    audio.start().fresh().forEach(name -> names.add("audio_encoder." + name));
    video.start().fresh().forEach(name -> names.add("video_encoder." + name));
    head.fresh().forEach(name -> names.add("head." + name));
    return new StartingClassifier(
        new SyncWeights(
            audio.start().weights(), video.start().weights(), Optional.of(head.weights())),
        audio.widths(),
        video.widths(),
        widths,
        names);
  }

  private record Part(NetworkWidths widths, MergedWeights start) {
    static Part of(
        EncoderSource source,
        Function<SyncWeights, Weights> part,
        Function<Weights, NetworkWidths> widthsOf,
        BiFunction<NetworkWidths, Long, FreshWeights> network,
        long seed,
        Path file) {
      if (source instanceof EncoderSource.Nothing nothing) {
        FreshWeights fresh = network.apply(nothing.widths(), seed);
        return new Part(nothing.widths(), allFresh(fresh, file));
      }
      if (source instanceof EncoderSource.Avid avid) {
        Weights given = part.apply(SyncWeights.ofAvid(avid.checkpoint()));
        NetworkWidths widths = widthsOf.apply(given);
        return new Part(
            widths,
            merged(given, network.apply(widths, seed), file)
                .require("classifier", StartingClassifier::isCounter));
      }
      Weights given = Weights.openFolder(((EncoderSource.Trained) source).folder(), FILE);
      NetworkWidths widths = widthsOf.apply(given);
      return new Part(widths, merged(given, network.apply(widths, seed), file));
    }
  }

  /** Whether it is a counter of batches, which checkpoints from before PyTorch 0.4.1 lack. */
  private static boolean isCounter(String name) {
    return name.endsWith(".num_batches_tracked");
  }

  private static MergedWeights merged(Weights given, FreshWeights network, Path file) {
    return MergedWeights.of(given, network, name -> false, file);
  }

  private static MergedWeights allFresh(FreshWeights network, Path file) {
    List<String> names = List.copyOf(network.shapes().keySet());
    return new MergedWeights(network.inMemoryOr(file), names, List.of());
  }

  /** Fresh weights of an audio network, before training. */
  public static FreshWeights audio(NetworkWidths widths, long seed) {
    return FreshWeights.ofSeed(seed)
        .add(SyncAudioGraph.graph(widths, WeightCatalogue.recording(), 1));
  }

  /** Fresh weights of a video network, before training. */
  public static FreshWeights video(NetworkWidths widths, long seed) {
    return FreshWeights.ofSeed(~seed) // names are the same in both networks
        .add(
            SyncVideoGraph.graph(
                widths, WeightCatalogue.recording(), new SyncVideoGraph.Geometry(1, 1, 32, 32)));
  }

  /** Fresh weights of a head, before training. */
  public static FreshWeights head(SyncHeadGraph.Widths widths, long seed) {
    return FreshWeights.ofSeed(seed)
        .add(SyncHeadGraph.graph(widths, WeightCatalogue.recording(), 1));
  }

  /** The text of the audio network's {@code config.json}. */
  public String audioConfig() {
    return config("AudioConv2DNet", "\"pretrained\": false");
  }

  /** The text of the video network's {@code config.json}. */
  public String videoConfig() {
    return config("VideoR2Plus1DNet", "\"pretrained\": false");
  }

  /** The text of the head's {@code config.json}. */
  public String headConfig() {
    return config(
        "FCHead", "\"dim\": " + headWidths.first() + ",\n  \"dropout\": 0.0,\n  \"out_dim\": 1");
  }

  private static String config(String name, String settings) {
    return "{\n  \"_class_name\": \"" + name + "\",\n  " + settings + "\n}\n";
  }
}
