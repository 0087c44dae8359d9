package io.asva.training.torchscript;

import io.asva.core.graph.Value;
import java.util.List;

/**
 * A stretch of a network, written as a method of its module. Besides the arguments the method takes
 * whether batch normalisation notes the batch's statistics.
 *
 * @param method its name
 * @param arguments what it reads of inputs and of stretches before it
 * @param results what it makes for stretches after it and for the outputs
 */
record Segment(String method, List<Value> arguments, List<Value> results) {
  /** The name of the method's last argument. */
  static final String NOTES = "notes";

  Segment {
    arguments = List.copyOf(arguments);
    results = List.copyOf(results);
  }
}
