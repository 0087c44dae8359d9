package io.asva.core.onnx.internal;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.op.Weight;
import io.asva.core.graph.pass.Blocking;
import io.asva.core.graph.pass.NeighbouringFrames;
import io.asva.core.graph.pass.WriterPasses;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.Target;
import io.asva.core.weights.Weights;

/** Writes a graph node by node. */
public final class ModelWriter {
  private ModelWriter() {}

  /** Writes a graph whose weights are in a checkpoint. */
  public static OnnxModel write(Graph graph, Weights weights, Target target) {
    Emitter out = new Emitter(weights);
    Lowerings lowerings = Lowerings.of(target);
    Graph scheduled = scheduled(WriterPasses.of(graph), target);
    for (Graph.Input input : graph.inputs()) {
      out.bind(input.value(), input.name());
    }
    for (Node node : scheduled.nodes()) {
      if (node.op() instanceof Weight weight) {
        out.bind(node.output(), weight);
      } else {
        out.bind(node.output(), lowerings.lower(out, node));
      }
    }
    graph.outputs().forEach(out::output);
    return new OnnxModel(out.model(graph), out.folder(), out.inMemory(), out.derived());
  }

  /** As ONNX Runtime computes it fastest. */
  private static Graph scheduled(Graph graph, Target target) {
    return switch (target) {
      case PORTABLE -> graph;
      case CUDA -> NeighbouringFrames.of(graph);
      case CPU -> Blocking.of(NeighbouringFrames.of(graph));
    };
  }
}
