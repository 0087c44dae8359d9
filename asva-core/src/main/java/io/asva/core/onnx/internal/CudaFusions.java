package io.asva.core.onnx.internal;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Cast;
import io.asva.core.graph.op.FrameAttention;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Unary;
import io.asva.core.graph.op.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Chains of operations that the CUDA provider computes by one kernel. Each is written where its
 * first operation stands, or its last where that needs more than the first: all that it needs has
 * been computed there.
 */
final class CudaFusions {
  private static final Binary ADD = new Binary(Binary.Operator.ADD);

  private final Map<Value, Node> makers = new HashMap<>();
  private final Map<Value, List<Node>> users = new HashMap<>();
  private final Set<Value> kept;
  private final Map<Node, Consumer<Emitter>> fused = new HashMap<>();
  private final Set<Node> parts = new HashSet<>();

  private CudaFusions(Graph graph) {
    this.kept = new HashSet<>(graph.outputs().values());
    for (Node node : graph.nodes()) {
      makers.put(node.output(), node);
      node.inputs().forEach(v -> users.computeIfAbsent(v, any -> new ArrayList<>()).add(node));
    }
  }

  /** The chains of a graph. */
  static CudaFusions of(Graph graph) {
    CudaFusions all = new CudaFusions(graph);
    for (Node node : graph.nodes()) {
      if (CudaGroupNorm.fits(node)) {
        all.norm(node);
      } else if (node.op() instanceof FrameAttention attention) {
        all.frames(node, attention);
      } else if (node.op().equals(new Binary(Binary.Operator.MUL))) {
        all.geglu(node);
      }
    }
    return all;
  }

  /**
   * Writes what a node computes if that is part of a chain.
   *
   * @return whether it is
   */
  boolean write(Emitter out, Node node) {
    Consumer<Emitter> chain = fused.get(node);
    if (chain != null) {
      chain.accept(out);
    }
    return chain != null || parts.contains(node);
  }

  private void norm(Node norm) {
    Optional<Node> sum = sum(norm);
    boolean sumIsUsed = sum.isPresent() && onlyUser(sum.get().output()).isEmpty();
    Optional<Node> silu = onlyUser(norm.output()).filter(n -> isUnary(n, Unary.Function.SILU));
    if (sum.isEmpty() && silu.isEmpty()) {
      return; // as each norm is written
    }
    Value result = silu.orElse(norm).output();
    CudaGroupNorm chain = new CudaGroupNorm(norm, sum, sumIsUsed, silu.isPresent());
    put(sum.map(this::original).orElse(norm), out -> out.bind(result, chain.emit(out)));
    parts.add(norm);
    silu.ifPresent(parts::add);
  }

  /** The sum that a norm takes, its term of the whole shape first, if the norm can add it up. */
  private Optional<Node> sum(Node norm) {
    Value x = norm.inputs().get(0);
    Node add = makers.get(x);
    if (add == null || !add.op().equals(ADD) || fused.containsKey(add) || parts.contains(add)) {
      return Optional.empty();
    }
    CudaGroupNorm alone = new CudaGroupNorm(norm, Optional.empty(), false, false);
    Value a = add.inputs().get(0);
    Value b = add.inputs().get(1);
    if (a.shape().equals(x.shape()) && alone.canAdd(b)) {
      return Optional.of(add);
    }
    return b.shape().equals(x.shape()) && alone.canAdd(a)
        ? Optional.of(new Node(ADD, List.of(b, a), add.output()))
        : Optional.empty();
  }

  /** The node of the graph that a sum with its terms in another order stands for. */
  private Node original(Node sum) {
    return Objects.requireNonNull(makers.get(sum.output()));
  }

  private void frames(Node node, FrameAttention attention) {
    List<Node> layers = new ArrayList<>();
    for (Value input : node.inputs()) {
      onlyMaker(input, Linear.class).ifPresent(layers::add);
    }
    if (layers.size() == 3
        && layers.stream().map(layer -> layer.inputs().get(0)).distinct().count() == 1) {
      CudaFrames chain = new CudaFrames(node, layers);
      put(node, out -> out.bind(node.output(), chain.emit(out, attention.heads())));
      parts.addAll(layers);
    }
  }

  private void geglu(Node product) {
    Optional<Node> content = onlyMaker(product.inputs().get(0), Linear.class);
    Optional<Node> gelu =
        onlyMaker(product.inputs().get(1), Unary.class)
            .filter(n -> isUnary(n, Unary.Function.GELU));
    Optional<Node> gate = gelu.flatMap(n -> onlyMaker(n.inputs().get(0), Linear.class));
    if (content.isEmpty()
        || gate.isEmpty()
        || content.get().inputs().size() != 3
        || gate.get().inputs().size() != 3
        || !content.get().inputs().get(0).equals(gate.get().inputs().get(0))) {
      return;
    }
    Optional<Weight> weight = joined(content.get(), gate.get(), 1);
    Optional<Weight> bias = joined(content.get(), gate.get(), 2);
    if (weight.isPresent()
        && bias.isPresent()
        && CudaGeglu.WIDTHS.contains(weight.get().shape().dim(0))) {
      CudaGeglu chain =
          new CudaGeglu(product, content.get().inputs().get(0), weight.get(), bias.get());
      put(product, out -> out.bind(product.output(), chain.emit(out)));
      parts.addAll(List.of(content.get(), gelu.get(), gate.get()));
    }
  }

  /** The rows that two layers have of one tensor, if the second's follow the first's. */
  private Optional<Weight> joined(Node first, Node second, int input) {
    Optional<Weight> a = weight(first.inputs().get(input));
    Optional<Weight> b = weight(second.inputs().get(input));
    boolean follows =
        a.isPresent()
            && b.isPresent()
            && a.get().name().equals(b.get().name())
            && a.get().shape().equals(b.get().shape())
            && b.get().firstRow() == a.get().firstRow() + a.get().shape().dim(0);
    return follows ? Optional.of(a.get().rows(0, 2 * a.get().shape().dim(0))) : Optional.empty();
  }

  /** The tensor of the checkpoint that a value is, in whatever precision. */
  private Optional<Weight> weight(Value value) {
    Node maker = makers.get(value);
    if (maker != null && maker.op() instanceof Cast) {
      maker = makers.get(maker.inputs().get(0));
    }
    return maker != null && maker.op() instanceof Weight weight
        ? Optional.of(weight)
        : Optional.empty();
  }

  private static boolean isUnary(Node node, Unary.Function function) {
    return node.op() instanceof Unary unary && unary.function() == function;
  }

  /** The node that computes a value, if it is of a kind and nothing else needs the value. */
  private Optional<Node> onlyMaker(Value value, Class<? extends Op> kind) {
    return Optional.ofNullable(makers.get(value))
        .filter(node -> kind.isInstance(node.op()) && onlyUser(value).isPresent());
  }

  /** The one operation that needs a value; empty if there are several, or it is a result. */
  private Optional<Node> onlyUser(Value value) {
    List<Node> all = users.getOrDefault(value, List.of());
    return all.size() == 1 && !kept.contains(value) ? Optional.of(all.get(0)) : Optional.empty();
  }

  private void put(Node place, Consumer<Emitter> chain) {
    fused.put(place, chain);
  }
}
