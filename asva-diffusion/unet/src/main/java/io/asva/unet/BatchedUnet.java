package io.asva.unet;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Closing;
import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.pass.Cutting;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.RetainedValues;
import io.asva.core.runtime.Scratch;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The denoiser, opened for any number of evaluations at once: those under the conditions of a
 * clip's guidance, and those of several clips of one geometry. What each one gives is, but for
 * rounding, what it gives alone.
 *
 * <p>For GPUs, where a large batch takes less than its evaluations one by one. Text and audio are
 * part of each evaluation: there it costs a thousandth of the work to digest them, and more to move
 * the result. On a processor {@link Unet} is much faster.
 *
 * <p>Safe for use by many threads; closing waits for running evaluations.
 */
public final class BatchedUnet implements AutoCloseable {
  private static final int BEFORE = 0; // of the parts of a cut UNet
  private static final int INNER = 1;

  private final List<UnetPart> parts;
  private final UnetGeometry geometry;
  private final OptionalInt branch;

  private BatchedUnet(List<UnetPart> parts, UnetGeometry geometry, OptionalInt branch) {
    this.parts = parts;
    this.geometry = geometry;
    this.branch = branch;
  }

  /**
   * Opens a UNet.
   *
   * @param geometry of one clip; its batch doesn't matter
   */
  public static BatchedUnet open(
      UnetConfig config,
      UnetGeometry geometry,
      Weights weights,
      Device device,
      NetworkOptions options) {
    return open(config, geometry, weights, device, options, OptionalInt.empty());
  }

  /**
   * Opens a UNet that is cut at a skip connection, as {@link Unet#openCut} does.
   *
   * @param branch the number of the connection, 0 for the outermost
   * @throws io.asva.core.graph.GraphException if there is none of this number
   */
  public static BatchedUnet openCut(
      UnetConfig config,
      UnetGeometry geometry,
      Weights weights,
      Device device,
      NetworkOptions options,
      int branch) {
    return open(config, geometry, weights, device, options, OptionalInt.of(branch));
  }

  private static BatchedUnet open(
      UnetConfig config,
      UnetGeometry geometry,
      Weights weights,
      Device device,
      NetworkOptions options,
      OptionalInt branch) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    WeightCatalogue catalogue = WeightCatalogue.of(weights);
    Graph graph = Batch.describe(n -> UnetGraph.graph(config, geometry.withBatch(n), catalogue));
    List<Graph> graphs = branch.isEmpty() ? List.of(graph) : cut(graph, branch.getAsInt());
    return new BatchedUnet(
        UnetPart.open(graphs, weights, device, options, Batch.ANY), geometry.withBatch(1), branch);
  }

  private static List<Graph> cut(Graph graph, int branch) {
    Cutting parts = Cutting.of(graph, UnetGraph.cut(branch));
    return List.of(parts.before(), parts.inner(), parts.after());
  }

  /** The extents of one clip that it was opened for. */
  public UnetGeometry geometry() {
    return geometry;
  }

  /** The skip connection at which it is cut; empty if it is whole. */
  public OptionalInt cutAt() {
    return branch;
  }

  /**
   * The share of an evaluation's multiplications that its outer blocks take, 0 to 1; 1 if it is
   * whole.
   */
  public double outerShare() {
    return branch.isEmpty()
        ? 1
        : CutDenoiser.outerShare(
            parts.get(BEFORE).graph(), parts.get(INNER).graph(), last().graph());
  }

  private UnetPart last() {
    return parts.get(parts.size() - 1);
  }

  /**
   * A condition that a clip is denoised under, and the features that a cut UNet's inner blocks gave
   * last under it. For one thread at a time.
   */
  public static final class Condition {
    private final FloatTensor text;
    private final FloatTensor audio;
    private Map<String, FloatTensor> features = Map.of();

    /**
     * A condition.
     *
     * @param text (1, tokens, channels)
     * @param audio (1, tokens, channels)
     */
    public Condition(FloatTensor text, FloatTensor audio) {
      this.text = Objects.requireNonNull(text, "text");
      this.audio = Objects.requireNonNull(audio, "audio");
    }

    private FloatTensor feature(String name) {
      FloatTensor feature = features.get(name);
      if (feature == null) {
        throw new IllegalStateException(
            "the outer blocks alone can't run before the whole UNet did, under each condition");
      }
      return feature;
    }
  }

  /**
   * One evaluation of a batch.
   *
   * @param sample (1, frames, height, width, channels)
   * @param timestep of the sample
   * @param condition text and audio
   * @param pass what of the UNet runs
   */
  public record Row(FloatTensor sample, float timestep, Condition condition, UnetPass pass) {
    /** Rejects what is missing. */
    public Row {
      Objects.requireNonNull(sample, "sample");
      Objects.requireNonNull(condition, "condition");
      Objects.requireNonNull(pass, "pass");
    }
  }

  /**
   * Estimates the noise in several samples. Evaluations of the whole UNet are one batch, those of
   * its outer blocks another one. The memory that they compute in is given back if all of a batch
   * say so.
   *
   * @param rows at least one; no condition twice
   * @return for each row the noise, shaped like its sample
   * @throws IllegalStateException if outer blocks alone are to run, and the UNet isn't cut or the
   *     row's condition has no features yet
   * @throws io.asva.core.CancelledException if it was stopped; conditions are as before then, but
   *     for features, which may be the new ones
   */
  public List<FloatTensor> denoise(List<Row> rows, Cancellation cancellation) {
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(cancellation, "cancellation");
    FloatTensor[] estimates = new FloatTensor[rows.size()];
    for (UnetPass.Depth depth : UnetPass.Depth.values()) {
      int[] those =
          IntStream.range(0, rows.size())
              .filter(i -> rows.get(i).pass().depth() == depth)
              .toArray();
      if (those.length > 0) {
        List<Row> batch = IntStream.of(those).mapToObj(rows::get).toList();
        FloatTensor all = denoise(depth, batch, cancellation);
        for (int i = 0; i < those.length; i++) {
          estimates[those[i]] = all.row(i);
        }
      }
    }
    return List.of(estimates);
  }

  private FloatTensor denoise(UnetPass.Depth depth, List<Row> rows, Cancellation cancellation) {
    Scratch outer = scratch(rows, row -> row.pass().outer());
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("sample", joined(rows, Row::sample));
    inputs.put("timestep", FloatTensor.vector(rows.stream().map(Row::timestep).toList()));
    inputs.put("text", joined(rows, row -> row.condition().text));
    inputs.put("audio", joined(rows, row -> row.condition().audio));
    if (branch.isEmpty()) {
      if (depth == UnetPass.Depth.OUTER) {
        throw new IllegalStateException(WholeDenoiser.NOT_CUT);
      }
      return eps(last().run(inputs, List.of(), outer, cancellation));
    }
    UnetPart inner = parts.get(INNER);
    try (RetainedValues skips =
        parts.get(BEFORE).runRetained(inputs, List.of(), outer, cancellation)) {
      if (depth == UnetPass.Depth.WHOLE) {
        Scratch scratch = scratch(rows, row -> row.pass().inner());
        Map<String, Tensor> features = inner.run(inputs, List.of(skips), scratch, cancellation);
        remember(rows, features);
        inputs.putAll(features);
      } else {
        for (String name : inner.graph().outputs().keySet()) {
          inputs.put(name, joined(rows, row -> row.condition().feature(name)));
        }
      }
      return eps(last().run(inputs, List.of(skips), outer, cancellation));
    }
  }

  /** Each clip's part of the features: arrays may have several rows a clip, one a frame. */
  private static void remember(List<Row> rows, Map<String, Tensor> features) {
    for (int i = 0; i < rows.size(); i++) {
      Map<String, FloatTensor> own = new HashMap<>();
      for (Map.Entry<String, Tensor> entry : features.entrySet()) {
        FloatTensor all = (FloatTensor) entry.getValue();
        int each = all.shape().dim(0) / rows.size();
        own.put(entry.getKey(), all.narrow(0, i * each, each));
      }
      rows.get(i).condition().features = own;
    }
  }

  private static Scratch scratch(List<Row> rows, Function<Row, Scratch> of) {
    return rows.stream().allMatch(row -> of.apply(row) == Scratch.RELEASE)
        ? Scratch.RELEASE
        : Scratch.KEEP;
  }

  private static FloatTensor joined(List<Row> rows, Function<Row, FloatTensor> of) {
    return FloatTensor.concat(rows.stream().map(of).toList());
  }

  private static FloatTensor eps(Map<String, Tensor> outputs) {
    return (FloatTensor) Objects.requireNonNull(outputs.get("eps"));
  }

  @Override
  public void close() {
    Closing.all(parts);
  }
}
