package io.asva.core.graph;

import io.asva.core.AsvaException;

/**
 * A network that can't be described: shapes that don't fit, or weights that are not what the
 * architecture needs.
 */
public final class GraphException extends AsvaException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the network and the operation. */
  public GraphException(String message) {
    super(message);
  }
}
