package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;

/** What is done to a description whoever writes it, for inference or for training. */
public final class WriterPasses {
  private WriterPasses() {}

  /** The same network; applied twice it does nothing more. */
  public static Graph of(Graph graph) {
    return PlanarConvolutions.of(LinearSplitting.of(graph));
  }
}
