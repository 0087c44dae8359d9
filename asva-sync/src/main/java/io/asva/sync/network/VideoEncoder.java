package io.asva.sync.network;

import static java.util.Objects.requireNonNull;

import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.Closing;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.pass.BatchNormFolding;
import io.asva.core.runtime.Network;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The video network, running, with its stem apart: of clips that share frames, each distinct frame
 * goes through the stem's convolution once, and each distinct frame between the same neighbours is
 * pooled once, however many clips hold them. A clip that shares none goes through the stem in one
 * piece, which takes half as long a frame. Safe for use by many threads.
 */
final class VideoEncoder implements AutoCloseable {
  /** Pooled frames take 0.8 MB each at the published size; clips beyond these go in another go. */
  private static final int MOST_POOLED = 256;

  private static final int NONE = -1; // no frame: before the first and after the last of a clip

  private final Network wholeStem;
  private final Network stem;
  private final StemPool pool;
  private final Network trunk;

  private VideoEncoder(Network wholeStem, Network stem, StemPool pool, Network trunk) {
    this.wholeStem = wholeStem;
    this.stem = stem;
    this.pool = pool;
    this.trunk = trunk;
  }

  /** Opens the network of a checkpoint. */
  static VideoEncoder open(NetworkWidths widths, Weights weights, Opening opening) {
    SyncVideoGraph.Geometry geometry = SyncVideoGraph.Geometry.clips(1);
    // Described whole first, so that every missing weight is listed at once.
    SyncVideoGraph.graph(widths, WeightCatalogue.of(weights), geometry);
    BatchNormFolding stem =
        BatchNormFolding.of(
            SyncVideoGraph.stemGraph(widths, WeightCatalogue.of(weights), geometry), weights);
    StemTaps taps = StemTaps.of(stem);
    return new VideoEncoder(
        opening.plain(stem.graph(), stem.weights()),
        opening.plain(taps.graph(), taps.weights()),
        new StemPool(taps.bias()),
        opening.folded(
            SyncVideoGraph.trunkGraph(widths, WeightCatalogue.of(weights), geometry), weights));
  }

  /**
   * The embeddings (1, width) of clips.
   *
   * @param frame gives a frame (1, 3, 224, 224), normalised; once, unless the clips are too many to
   *     be worked on together
   * @param clips for each clip the numbers of its frames
   */
  List<FloatTensor> encode(
      IntFunction<FloatTensor> frame, List<List<Integer>> clips, ProgressMonitor monitor) {
    List<FloatTensor> embeddings = new ArrayList<>();
    monitor.report("scoring clips", 0, clips.size());
    for (List<List<Integer>> group : groups(clips)) {
      Map<Integer, Long> holders = holders(group);
      Predicate<List<Integer>> sharing =
          clip -> clip.stream().anyMatch(number -> requireNonNull(holders.get(number)) > 1);
      Map<List<Integer>, FloatTensor> pooled =
          pooled(frame, group.stream().filter(sharing).toList(), monitor);
      for (List<Integer> clip : group) {
        Map<String, Tensor> input =
            sharing.test(clip)
                ? Map.of(
                    "stem",
                    FloatTensor.stack(triples(clip).stream().map(pooled::get).toList())
                        .unsqueeze(0))
                : wholeStem.run(Map.of("video", video(frame, clip)), monitor);
        Tensor embedding = requireNonNull(trunk.run(input, monitor).get("embedding"));
        embeddings.add((FloatTensor) embedding);
        monitor.report("scoring clips", embeddings.size(), clips.size());
      }
    }
    return embeddings;
  }

  /** In how many of the clips each frame is. */
  private static Map<Integer, Long> holders(List<List<Integer>> clips) {
    return clips.stream()
        .flatMap(clip -> clip.stream().distinct())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** A clip's frames (1, frames, 3, height, width); one that it holds twice is asked for once. */
  private static FloatTensor video(IntFunction<FloatTensor> frame, List<Integer> clip) {
    Map<Integer, FloatTensor> taken = new HashMap<>();
    List<FloatTensor> frames = new ArrayList<>();
    for (int number : clip) {
      FloatTensor whole = taken.computeIfAbsent(number, frame::apply);
      int[] d = whole.shape().dims();
      frames.add(whole.reshape(d[1], d[2], d[3]));
    }
    return FloatTensor.stack(frames).unsqueeze(0);
  }

  /** Clips that follow each other and together have few enough distinct frames. */
  private static List<List<List<Integer>>> groups(List<List<Integer>> clips) {
    List<List<List<Integer>>> groups = new ArrayList<>();
    Set<List<Integer>> distinct = new HashSet<>();
    for (List<Integer> clip : clips) {
      distinct.addAll(triples(clip));
      if (groups.isEmpty() || distinct.size() > MOST_POOLED) {
        groups.add(new ArrayList<>());
        distinct = new HashSet<>(triples(clip));
      }
      groups.get(groups.size() - 1).add(clip);
    }
    return groups;
  }

  /** Each frame of a clip between its neighbours. */
  private static List<List<Integer>> triples(List<Integer> clip) {
    List<List<Integer>> triples = new ArrayList<>();
    for (int i = 0; i < clip.size(); i++) {
      triples.add(
          List.of(
              i == 0 ? NONE : clip.get(i - 1),
              clip.get(i),
              i + 1 == clip.size() ? NONE : clip.get(i + 1)));
    }
    return triples;
  }

  private Map<List<Integer>, FloatTensor> pooled(
      IntFunction<FloatTensor> frame, List<List<Integer>> clips, Cancellation cancellation) {
    // By a triple's last frame, so that few frames' contributions are held at once.
    List<List<Integer>> order =
        clips.stream()
            .flatMap(clip -> triples(clip).stream())
            .distinct()
            .sorted((a, b) -> Integer.compare(last(a), last(b)))
            .toList();
    Map<Integer, Integer> uses = new HashMap<>();
    order.forEach(
        triple -> triple.stream().distinct().forEach(f -> uses.merge(f, 1, Integer::sum)));
    Map<Integer, Map<String, Tensor>> contributions = new HashMap<>();
    Map<List<Integer>, FloatTensor> pooled = new HashMap<>();
    for (List<Integer> triple : order) {
      List<FloatTensor> parts = new ArrayList<>();
      for (int i = 0; i < triple.size(); i++) {
        int number = triple.get(i);
        if (number != NONE) {
          Map<String, Tensor> all =
              contributions.computeIfAbsent(
                  number, n -> stem.run(Map.of("frame", frame.apply(n)), cancellation));
          parts.add((FloatTensor) requireNonNull(all.get(StemTaps.ALL.get(i))));
        }
      }
      pooled.put(triple, pool.pool(parts));
      triple.stream()
          .distinct()
          .filter(number -> uses.merge(number, -1, Integer::sum) == 0)
          .forEach(contributions::remove);
    }
    return pooled;
  }

  private static int last(List<Integer> triple) {
    return triple.stream().mapToInt(Integer::intValue).max().orElse(NONE);
  }

  @Override
  public void close() {
    Closing.all(wholeStem, stem, trunk);
  }
}
