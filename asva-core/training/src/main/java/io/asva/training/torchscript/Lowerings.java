package io.asva.training.torchscript;

import io.asva.core.graph.Node;
import io.asva.core.graph.op.Op;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How each kind of operation is written. */
final class Lowerings {
  private static final Map<Class<? extends Op>, Lowering<? extends Op>> ALL = all();

  private Lowerings() {}

  /** Writes operations of one kind. */
  @FunctionalInterface
  interface Lowering<O extends Op> {
    /** Appends the statements that an operation needs; what is returned stands for its result. */
    String write(O op, Site site);
  }

  /** Where lowerings are collected; a kind has one. */
  static final class Table {
    private final Map<Class<? extends Op>, Lowering<? extends Op>> lowerings = new HashMap<>();

    <O extends Op> void put(Class<O> kind, Lowering<O> lowering) {
      lowerings.put(kind, lowering);
    }
  }

  private static Map<Class<? extends Op>, Lowering<? extends Op>> all() {
    Table table = new Table();
    LeafLowerings.addTo(table);
    ElementLowerings.addTo(table);
    ShapeLowerings.addTo(table);
    LayerLowerings.addTo(table);
    AttentionLowerings.addTo(table);
    return Map.copyOf(table.lowerings);
  }

  /** The kinds that can be written. */
  static Set<Class<? extends Op>> kinds() {
    return ALL.keySet();
  }

  static String write(Node node, MethodBody body) {
    Lowering<? extends Op> lowering = ALL.get(node.op().getClass());
    if (lowering == null) {
      throw new TorchScriptException(
          body.network() + ": " + node.op() + " can't be written as TorchScript");
    }
    return write(lowering, node.op(), new Site(node, body));
  }

  @SuppressWarnings("unchecked") // the table holds each lowering under its own kind
  private static <O extends Op> String write(Lowering<O> lowering, Op op, Site site) {
    return lowering.write((O) op, site);
  }
}
