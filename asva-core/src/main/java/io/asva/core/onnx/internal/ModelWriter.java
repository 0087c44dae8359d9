package io.asva.core.onnx.internal;

import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.op.Cast;
import io.asva.core.graph.op.Weight;
import io.asva.core.graph.pass.Blocking;
import io.asva.core.graph.pass.HalfPrecision;
import io.asva.core.graph.pass.NeighbouringFrames;
import io.asva.core.graph.pass.WriterPasses;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.Target;
import io.asva.core.weights.Weights;
import java.util.Optional;

/** Writes a graph node by node. */
public final class ModelWriter {
  private ModelWriter() {}

  /** Writes a graph whose weights are in a checkpoint. */
  public static OnnxModel write(Graph graph, Weights weights, Target target, Batch batch) {
    Emitter out = new Emitter(weights, batch);
    Lowerings lowerings = Lowerings.of(target);
    Graph scheduled = scheduled(WriterPasses.of(graph), target);
    Optional<CudaFusions> fusions =
        target == Target.CUDA ? Optional.of(CudaFusions.of(scheduled)) : Optional.empty();
    for (Graph.Input input : graph.inputs()) {
      out.bind(input.value(), input.name());
    }
    bindWeights(out, scheduled);
    for (Node node : scheduled.nodes()) {
      boolean done =
          out.weightOf(node.output()).isPresent()
              || fusions.filter(chains -> chains.write(out, node)).isPresent();
      if (!done) {
        out.bind(node.output(), lowerings.lower(out, node));
      }
    }
    graph.outputs().forEach(out::output);
    return new OnnxModel(
        out.model(graph), out.folder(), out.inMemory(), out.stored(), out.derived());
  }

  /** The graph in half precision, as a target computes that. */
  public static Graph inHalfPrecision(Graph graph, Target target) {
    return HalfPrecision.of(graph, node -> target == Target.CUDA && CudaGroupNorm.fits(node));
  }

  /** Weights, and those in another precision, are written where they are first needed. */
  private static void bindWeights(Emitter out, Graph graph) {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Weight weight) {
        out.bind(node.output(), weight);
      } else if (node.op() instanceof Cast) {
        out.weightOf(node.inputs().get(0)).ifPresent(weight -> out.bind(node.output(), weight));
      }
    }
  }

  /** As ONNX Runtime computes it fastest. */
  private static Graph scheduled(Graph graph, Target target) {
    return switch (target) {
      case PORTABLE -> graph;
      case CUDA -> NeighbouringFrames.of(graph);
      case CPU, CPU_INT8 -> Blocking.of(NeighbouringFrames.of(graph));
    };
  }
}
