package io.asva.core.onnx;

import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.graph.pass.HalfPrecision;
import io.asva.core.onnx.internal.ModelWriter;
import io.asva.core.weights.Weights;

/**
 * Writes a network's description as an ONNX model whose initialisers point into the checkpoint's
 * own file. Safe for many threads.
 */
public final class OnnxWriter {
  private OnnxWriter() {}

  /**
   * Writes a model.
   *
   * @param graph the network
   * @param weights the checkpoint that its weights are in; those that lie in files must all lie in
   *     one folder
   * @param target for whom
   * @throws io.asva.core.weights.WeightsException if the checkpoint lacks a weight of the graph
   */
  public static OnnxModel write(Graph graph, Weights weights, Target target) {
    return write(graph, weights, target, Batch.FIXED);
  }

  /**
   * Writes a model.
   *
   * @param graph the network; as {@link Batch#describe} makes it where it is for any batch
   * @param weights the checkpoint that its weights are in; those that lie in files must all lie in
   *     one folder
   * @param target for whom; not a processor if it is for any batch: what is fastest on one follows
   *     from how many rows there are
   * @param batch how many elements its batch has
   * @throws io.asva.core.weights.WeightsException if the checkpoint lacks a weight of the graph
   * @throws io.asva.core.graph.GraphException if an operation can't be written for any batch
   */
  public static OnnxModel write(Graph graph, Weights weights, Target target, Batch batch) {
    if (batch == Batch.ANY && target.isProcessor()) {
      throw new IllegalArgumentException("for any batch, take another target than " + target);
    }
    return ModelWriter.write(graph, weights, target, batch);
  }

  /**
   * A network in half precision, as {@link HalfPrecision} makes it: where the target's own
   * operation for a norm reads half precision and has its statistics in single, it is given that.
   */
  public static Graph inHalfPrecision(Graph graph, Target target) {
    return ModelWriter.inHalfPrecision(graph, target);
  }
}
