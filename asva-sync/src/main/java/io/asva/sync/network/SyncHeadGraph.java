package io.asva.sync.network;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.Map;

/**
 * The synchrony classifier's head: three linear layers over audio's and a video's embedding side by
 * side.
 */
public final class SyncHeadGraph {
  private SyncHeadGraph() {}

  /**
   * How many channels the head has.
   *
   * @param audio numbers of audio's embedding
   * @param video numbers of a video's embedding
   * @param first of the first layer's result
   * @param second of the second layer's result
   */
  public record Widths(int audio, int video, int first, int second) {
    /** The published head's for two embeddings: as wide as one, then half as wide. */
    public static Widths published(int embedding) {
      return new Widths(embedding, embedding, embedding, embedding / 2);
    }
  }

  /**
   * The head: {@code audio} (batch, width) and {@code video} (batch, width) to {@code score}
   * (batch), a logit: higher where audio and video move together.
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(Widths widths, WeightCatalogue catalogue, int batch) {
    GraphBuilder g = new GraphBuilder("sync classifier's head", catalogue);
    Value audio = g.input("audio", Rate.CLIP, ElementType.F32, batch, widths.audio());
    Value video = g.input("video", Rate.CLIP, ElementType.F32, batch, widths.video());
    g.output("score", describe(Scope.root(g), widths, g.concat(1, audio, video)));
    return g.build();
  }

  /**
   * Describes the head.
   *
   * @param pairs (batch, audio + video), audio's and a video's embedding side by side
   * @return the score (batch)
   */
  public static Value describe(Scope s, Widths widths, Value pairs) {
    GraphBuilder g = s.graph();
    Value h = g.relu(s.sub("fc.0").linear(pairs, widths.first()));
    h = g.relu(s.sub("fc.3").linear(h, widths.second()));
    return g.reshape(s.sub("fc.6").linear(h, 1), pairs.dim(0));
  }

  /**
   * The widths of a checkpoint's tensors.
   *
   * @param embedding numbers of audio's embedding
   * @throws WeightsException if it holds no such head, or one for shorter embeddings
   */
  public static Widths widths(Weights weights, int embedding) {
    Shape first = matrix(weights, "fc.0.weight");
    Shape second = matrix(weights, "fc.3.weight");
    if (first.dim(1) <= embedding) {
      throw new WeightsException(
          weights.source()
              + ": fc.0.weight is "
              + first
              + ", too narrow for the audio's embedding of "
              + embedding
              + " and a video's. Take the three networks from one checkpoint.");
    }
    return new Widths(embedding, first.dim(1) - embedding, first.dim(0), second.dim(0));
  }

  private static Shape matrix(Weights weights, String name) {
    Shape shape = weights.require(name).shape();
    if (shape.rank() != 2) {
      throw new WeightsException(
          weights.source() + ": " + name + " is " + shape + ", expected a matrix.");
    }
    return shape;
  }

  /** The names and shapes of the weights. */
  public static Map<String, Shape> weights(Widths widths) {
    return WeightCatalogue.demandedBy(weights -> graph(widths, weights, 1));
  }
}
