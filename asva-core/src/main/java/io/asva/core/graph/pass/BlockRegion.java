package io.asva.core.graph.pass;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Concat;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.Slice;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** A chain of operations that are done block by block. */
final class BlockRegion {
  /** As many rows as keep a matrix product's operands in the cache. */
  private static final int ROWS = 1024;

  private final int blocks;
  private final Map<Node, List<Boolean>> blocked = new LinkedHashMap<>();
  private final Set<Node> inside = new LinkedHashSet<>();
  private final Set<Value> cut = new HashSet<>();
  private final Set<Value> whole = new HashSet<>();

  private BlockRegion(int blocks) {
    this.blocks = blocks;
  }

  /** A region that begins with an operation, if that is worth cutting. */
  static Optional<BlockRegion> begin(Node node) {
    Shape shape = node.output().shape();
    int blocks = blocks(shape);
    if (blocks == 1) {
      return Optional.empty();
    }
    BlockRegion region = new BlockRegion(blocks);
    return region.take(node) ? Optional.of(region) : Optional.empty();
  }

  private static int blocks(Shape shape) {
    if (shape.rank() < 2) {
      return 1;
    }
    long rows = shape.elements(0, shape.rank() - 1);
    int extent = shape.dim(BlockRule.axis(shape));
    int blocks = 1;
    while (blocks < extent && (extent % blocks != 0 || rows / blocks > ROWS)) {
      blocks++;
    }
    return blocks;
  }

  /** Whether an operation needs a value of this region. */
  boolean feeds(Node node) {
    return node.inputs().stream().anyMatch(v -> cut.contains(v) || whole.contains(v));
  }

  /** Takes an operation into the region if it fits. */
  boolean take(Node node) {
    if (node.inputs().stream().noneMatch(cut::contains)) {
      if (node.inputs().stream().anyMatch(whole::contains)) {
        whole.add(node.output());
        return inside.add(node);
      }
      if (!inside.isEmpty() && blocks(node.output().shape()) != blocks) {
        return false;
      }
    }
    if (isOfFirstBlock(node)) {
      whole.add(node.output());
      return inside.add(node);
    }
    Optional<List<Boolean>> cuts = BlockRule.cuts(node, blocks);
    if (cuts.isEmpty() || !fits(node, cuts.get())) {
      return false;
    }
    blocked.put(node, cuts.get());
    cut.add(node.output());
    return inside.add(node);
  }

  private boolean fits(Node node, List<Boolean> cuts) {
    for (int i = 0; i < cuts.size(); i++) {
      Value input = node.inputs().get(i);
      if (cuts.get(i) ? whole.contains(input) : cut.contains(input)) {
        return false;
      }
    }
    return true;
  }

  private boolean isOfFirstBlock(Node node) {
    Value x = node.inputs().get(0);
    return node.op() instanceof Slice slice
        && cut.contains(x)
        && slice.axis() == BlockRule.axis(x.shape())
        && slice.stop() <= x.dim(slice.axis()) / blocks;
  }

  /**
   * The region's operations, block after block, and what joins the blocks of values that are used
   * outside.
   *
   * @param usedOutside whether a value is needed by operations other than those inside
   */
  List<Node> nodes(BiPredicate<Value, Set<Node>> usedOutside) {
    boolean worthIt =
        inside.stream().anyMatch(n -> n.op() instanceof Linear || n.op() instanceof Attention);
    if (!worthIt || blocked.isEmpty()) {
      return List.copyOf(inside);
    }
    List<Node> result = new ArrayList<>();
    List<Map<Value, Value>> parts = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      Map<Value, Value> part = new HashMap<>();
      parts.add(part);
      for (Node node : inside) {
        List<Boolean> cuts = blocked.get(node);
        if (cuts != null) {
          addBlock(node, cuts, block, part, result);
        } else if (block == 0) {
          Value x = node.inputs().get(0);
          result.add(
              cut.contains(x)
                  ? new Node(node.op(), List.of(part(x, block, part, result)), node.output())
                  : node);
        }
      }
    }
    for (Node node : blocked.keySet()) {
      Value value = node.output();
      if (usedOutside.test(value, inside)) {
        Concat join = new Concat(BlockRule.axis(value.shape()));
        result.add(new Node(join, joined(value, parts), value));
      }
    }
    return result;
  }

  private void addBlock(
      Node node, List<Boolean> cuts, int block, Map<Value, Value> part, List<Node> result) {
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      Value input = node.inputs().get(i);
      inputs.add(cuts.get(i) ? part(input, block, part, result) : input);
    }
    String name = node.output().name() + "#" + block;
    Node done = Node.of(name, BlockRule.onBlock(node.op(), blocks), inputs);
    part.put(node.output(), done.output());
    result.add(done);
  }

  private static List<Value> joined(Value value, List<Map<Value, Value>> parts) {
    List<Value> all = new ArrayList<>();
    parts.forEach(part -> all.add(Objects.requireNonNull(part.get(value))));
    return all;
  }

  private Value part(Value value, int block, Map<Value, Value> part, List<Node> result) {
    Value known = part.get(value);
    if (known != null) {
      return known;
    }
    int axis = BlockRule.axis(value.shape());
    int extent = value.dim(axis) / blocks;
    Slice slice = new Slice(axis, block * extent, (block + 1) * extent);
    Node node = Node.of(value.name() + "#" + block + "/" + result.size(), slice, List.of(value));
    result.add(node);
    part.put(value, node.output());
    return node.output();
  }
}
