package io.asva.core.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network: operations in an order in which each comes after what it needs.
 *
 * <p>Immutable.
 *
 * @param name what it is, for messages: "UNet"
 * @param inputs what a caller gives
 * @param nodes the operations, weights and constants among them
 * @param outputs what a caller gets, by name
 * @param marks values with the name of the module whose result they are, which may be asked for as
 *     further outputs
 */
public record Graph(
    String name,
    List<Input> inputs,
    List<Node> nodes,
    Map<String, Value> outputs,
    Map<String, Value> marks) {

  /** Copies the collections. */
  public Graph {
    inputs = List.copyOf(inputs);
    nodes = List.copyOf(nodes);
    outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    marks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(marks));
  }

  /**
   * An input of a network.
   *
   * @param name its name
   * @param value the array
   * @param rate how often it changes
   */
  public record Input(String name, Value value, Rate rate) {}

  /**
   * The same network with marked values as further outputs.
   *
   * @param prefix put before the name of each mark
   * @param names which marks
   * @throws GraphException if there is no such mark
   */
  public Graph withMarksAsOutputs(String prefix, List<String> names) {
    Map<String, Value> all = new LinkedHashMap<>(outputs);
    for (String mark : names) {
      Value value = marks.get(mark);
      if (value == null) {
        throw new GraphException(name + " has no module " + mark + "; it has " + marks.keySet());
      }
      all.put(prefix + mark, value);
    }
    return new Graph(name, inputs, nodes, all, marks);
  }
}
