package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;

/** The passes that both writers apply to a graph, for inference and for training. */
public final class WriterPasses {
  private WriterPasses() {}

  /** The same network; applied twice it does nothing more. */
  public static Graph of(Graph graph) {
    return PlanarConvolutions.of(LinearSplitting.of(graph));
  }
}
