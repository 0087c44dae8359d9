package io.asva.training.torchscript;

import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The attributes of a module that is being written: parameters and buffers. */
final class Symbols {
  private final Map<String, TorchScript.Parameter> parameters = new LinkedHashMap<>();
  private final List<TorchScript.Buffer> buffers = new ArrayList<>();
  private final IdentityHashMap<Tensor, String> bufferOf = new IdentityHashMap<>();
  private final Set<String> identifiers = new HashSet<>();

  /** The expression that reads a tensor of the checkpoint, whole and in its stored shape. */
  String parameter(Weight weight) {
    return "self."
        + parameters
            .computeIfAbsent(
                weight.name(),
                name -> new TorchScript.Parameter(identifier(name), name, weight.stored()))
            .identifier();
  }

  /** The expression that reads an array of the description. */
  String buffer(Tensor tensor) {
    return "self." + bufferOf.computeIfAbsent(tensor, this::newBuffer);
  }

  private String newBuffer(Tensor tensor) {
    String identifier = "c" + buffers.size();
    buffers.add(new TorchScript.Buffer(identifier, tensor));
    return identifier;
  }

  List<TorchScript.Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  List<TorchScript.Buffer> buffers() {
    return List.copyOf(buffers);
  }

  /** The prefix keeps it apart from buffers, methods and keywords. */
  private String identifier(String name) {
    String wanted = "p_" + name.replaceAll("[^A-Za-z0-9]", "_");
    String identifier = wanted;
    for (int i = 2; !identifiers.add(identifier); i++) {
      identifier = wanted + "_" + i;
    }
    return identifier;
  }
}
