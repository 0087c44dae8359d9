package io.asva.examples.cli;

import io.asva.core.graph.Graph;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether networks that give each other tensors agree on their widths. */
final class PartsFit {
  private final Map<NetworkName, Graph> graphs = new EnumMap<>(NetworkName.class);
  private final List<String> problems = new ArrayList<>();

  /** Notes a network that can be described. */
  void add(NetworkName name, Graph graph) {
    graphs.put(name, graph);
  }

  /** The parts that don't fit, in sentences. */
  List<String> problems() {
    compare("text", NetworkName.TEXT, "states");
    compare("audio", NetworkName.AUDIO, "tokens");
    compare("sample", NetworkName.VAE_ENCODER, "mean");
    return List.copyOf(problems);
  }

  private void compare(String input, NetworkName giver, String output) {
    Graph unet = graphs.get(NetworkName.UNET);
    Graph other = graphs.get(giver);
    if (unet == null || other == null) {
      return;
    }
    int taken =
        unet.inputs().stream()
            .filter(i -> i.name().equals(input))
            .mapToInt(i -> i.value().shape().dim(-1))
            .findFirst()
            .orElseThrow();
    int given = Objects.requireNonNull(other.outputs().get(output)).shape().dim(-1);
    if (taken != given) {
      problems.add(
          "The UNet takes "
              + input
              + " of "
              + taken
              + " channels, the network "
              + giver
              + " gives "
              + given
              + ".");
    }
  }
}
