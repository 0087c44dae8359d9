package io.asva.sync.network;

import static java.util.Objects.requireNonNull;

import io.asva.core.Cancellation;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Network;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.Map;
import java.util.Objects;

/** The classifier's head, running. Safe for use by many threads. */
public final class Head implements AutoCloseable {
  private final Network network;

  private Head(Network network) {
    this.network = network;
  }

  /** Opens a head. */
  public static Head open(SyncHeadGraph.Widths widths, Weights weights, Opening opening) {
    Objects.requireNonNull(widths, "widths");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(opening, "opening");
    return new Head(
        opening.plain(SyncHeadGraph.graph(widths, WeightCatalogue.of(weights), 1), weights));
  }

  /** The score of two embeddings (1, width): a logit. */
  public double score(FloatTensor audio, FloatTensor video, Cancellation cancellation) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(cancellation, "cancellation");
    Map<String, Tensor> inputs = Map.of("audio", audio, "video", video);
    Tensor score = requireNonNull(network.run(inputs, cancellation).get("score"));
    return score.valueAt(0);
  }

  @Override
  public void close() {
    network.close();
  }
}
