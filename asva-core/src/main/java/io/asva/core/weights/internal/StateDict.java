package io.asva.core.weights.internal;

import io.asva.core.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the tensors in what torch saved, and names them. */
final class StateDict {
  private static final List<String> CONTAINERS = List.of("state_dict", "model", "model_state_dict");
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NAME = 1000;
  private static final int MAX_TENSORS = 100_000;
  private static final int MAX_VISITS = 1_000_000;

  private final OpenedFile file;
  private final Map<String, TorchTensor> found = new LinkedHashMap<>();
  private int visits;

  private StateDict(OpenedFile file) {
    this.file = file;
  }

  /** Every tensor under its dotted path. */
  static Map<String, TorchTensor> tree(OpenedFile file, Object root) {
    StateDict dict = new StateDict(file);
    dict.visit(root, "", 0);
    return dict.found;
  }

  /** The result of {@link #tree} for the dictionary that holds the model's tensors. */
  static Map<String, TorchTensor> model(OpenedFile file, Object root) {
    Object model = root;
    for (int depth = 0; depth < CONTAINERS.size(); depth++) {
      if (model instanceof PickleDict dict && !holdsTensors(dict)) {
        model =
            CONTAINERS.stream()
                .map(dict.items()::get)
                .filter(d -> d instanceof PickleDict inner && holdsTensors(inner))
                .findFirst()
                .orElse(dict);
      }
    }
    return tree(file, model);
  }

  private static boolean holdsTensors(PickleDict dict) {
    return dict.items().values().stream().anyMatch(TorchTensor.class::isInstance);
  }

  private void visit(Object value, String path, int depth) {
    if (++visits > MAX_VISITS || depth > MAX_DEPTH || path.length() > MAX_NAME) {
      throw file.damaged(
          "its containers are nested deeper, or hold more values under longer names, than any"
              + " checkpoint's.");
    }
    if (value instanceof TorchTensor tensor) {
      String name = path.isEmpty() ? Weights.SOLE_TENSOR : path;
      if (found.put(name, tensor) != null || found.size() > MAX_TENSORS) {
        throw file.damaged("two tensors are named " + name + ", or there are too many.");
      }
    } else if (value instanceof PickleDict dict) {
      dict.items().forEach((key, item) -> visit(item, join(path, key.toString()), depth + 1));
    } else if (value instanceof PickleTuple tuple) {
      visitAll(tuple.items(), path, depth);
    } else if (value instanceof PickleList list) {
      visitAll(list.items(), path, depth);
    }
  }

  private void visitAll(List<Object> items, String path, int depth) {
    for (int i = 0; i < items.size(); i++) {
      visit(items.get(i), join(path, Integer.toString(i)), depth + 1);
    }
  }

  private String join(String path, String key) {
    if (key.length() > MAX_NAME) {
      throw file.damaged("a name of " + key.length() + " characters.");
    }
    return path.isEmpty() ? key : path + "." + key;
  }
}
