package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.weights.Weights;

/**
 * A network for inference, in which batch normalisations that follow a convolution, or a sum with
 * one, have become part of the convolution's weight and bias.
 *
 * @param graph the network without those normalisations
 * @param weights the checkpoint's tensors, and in memory those that the graph has in their place
 */
public record BatchNormFolding(Graph graph, Weights weights) {

  /**
   * Folds what can be folded: where the convolution's result is used for nothing else and all
   * numbers involved are weights. New weights are computed in double precision, rounded once.
   *
   * @throws io.asva.core.weights.WeightsException if the weights can't be read
   */
  public static BatchNormFolding of(Graph graph, Weights weights) {
    return new FoldingRewriter(graph, weights).rewrite();
  }
}
