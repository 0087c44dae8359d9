package io.asva.core.runtime;

import ai.onnxruntime.OnnxTensor;
import io.asva.core.graph.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Retained values that are kept from being closed while a run uses them: those of one or several
 * networks that are inputs of another. For the thread that holds them.
 *
 * @param owners what is held, until this is closed
 * @param values the inputs
 */
record HeldValues(List<RetainedValues> owners, Map<String, OnnxTensor> values)
    implements AutoCloseable {

  /** Holds those that a network takes. */
  static HeldValues of(List<RetainedValues> retained, Graph graph) {
    HeldValues held = new HeldValues(new ArrayList<>(), new LinkedHashMap<>());
    try {
      for (RetainedValues owner : retained) {
        held.values.putAll(owner.hold());
        held.owners.add(owner);
      }
    } catch (RuntimeException | Error e) {
      held.close();
      throw e;
    }
    held.values.keySet().retainAll(graph.inputs().stream().map(Graph.Input::name).toList());
    return held;
  }

  @Override
  public void close() {
    owners.forEach(RetainedValues::release);
  }
}
