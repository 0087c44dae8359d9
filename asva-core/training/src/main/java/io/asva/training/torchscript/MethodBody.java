package io.asva.training.torchscript;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Constant;
import io.asva.core.graph.op.Weight;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The statements of one method, and the expressions that stand for the values known in it. */
final class MethodBody {
  private final String network;
  private final Symbols symbols;
  private final Mode mode;
  private final Layout layout;
  private final Set<Value> rectified;
  private final Map<Value, String> expressions = new HashMap<>();
  private final StringBuilder statements = new StringBuilder();
  private int arguments;
  private int variables;

  MethodBody(String network, Symbols symbols, Mode mode, Layout layout, Set<Value> rectified) {
    this.network = network;
    this.symbols = symbols;
    this.mode = mode;
    this.layout = layout;
    this.rectified = rectified;
  }

  String network() {
    return network;
  }

  Symbols symbols() {
    return symbols;
  }

  Mode mode() {
    return mode;
  }

  Layout layout() {
    return layout;
  }

  /** Whether the expression for a value is its ReLU already: see {@link Flow#rectified}. */
  boolean isRectified(Value value) {
    return rectified.contains(value);
  }

  /** Whether there is an expression for a value. */
  boolean knows(Value value) {
    return expressions.containsKey(value);
  }

  /** Makes a value an argument of the method. */
  String argument(Value value) {
    String name = "a" + arguments++;
    expressions.put(value, name);
    return name;
  }

  /** Appends what computes a node. */
  void write(Node node) {
    String expression = Lowerings.write(node, this);
    // Reading an attribute costs nothing, so a weight stands where it is used.
    boolean leaf = node.op() instanceof Weight || node.op() instanceof Constant;
    expressions.put(node.output(), leaf ? expression : let(expression));
  }

  /** Appends a statement that gives an expression a name. */
  String let(String expression) {
    String name = "v" + variables++;
    statements.append("  ").append(name).append(" = ").append(expression).append('\n');
    return name;
  }

  /** The expression for a value. */
  String expression(Value value) {
    String expression = expressions.get(value);
    if (expression == null) {
      throw new TorchScriptException(
          network + ": " + value + " is used before the operation that computes it");
    }
    return expression;
  }

  String statements() {
    return statements.toString();
  }
}
