package io.asva.sync.network;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.Map;

/**
 * The description of the classifier's head: three linear layers over a sound's and a video's
 * embedding side by side.
 */
public final class HeadNetwork {
  private HeadNetwork() {}

  /**
   * How many channels the head has.
   *
   * @param audio numbers of a sound's embedding
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
   * (batch), a logit: higher where sound and video move together.
   *
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(Widths widths, WeightCatalogue catalogue, int batch) {
    GraphBuilder b = new GraphBuilder("sync classifier's head", catalogue);
    Value audio = b.input("audio", Rate.CLIP, ElementType.F32, batch, widths.audio());
    Value video = b.input("video", Rate.CLIP, ElementType.F32, batch, widths.video());
    b.output("score", describe(b, widths, b.concat(1, audio, video)));
    return b.build();
  }

  /**
   * Adds the head to a description.
   *
   * @param pairs (batch, audio + video), a sound's and a video's embedding side by side
   * @return the score (batch)
   */
  public static Value describe(GraphBuilder b, Widths widths, Value pairs) {
    Value x = b.linear("fc.0", pairs, widths.first());
    x = b.linear("fc.3", b.apply(Unary.Function.RELU, x), widths.second());
    x = b.linear("fc.6", b.apply(Unary.Function.RELU, x), 1);
    return b.reshape(x, pairs.dim(0));
  }

  /**
   * The widths of a checkpoint's tensors.
   *
   * @param embedding numbers of a sound's embedding
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
              + ", too narrow for the sound's embedding of "
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
    WeightCatalogue catalogue = WeightCatalogue.recording();
    graph(widths, catalogue, 1);
    return catalogue.expected();
  }
}
