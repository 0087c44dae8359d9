package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Weight;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes a graph anew, with batch normalisations folded into the convolutions before them. */
final class FoldingRewriter {
  private static final Binary ADD = new Binary(Binary.Operator.ADD);

  private final Graph old;
  private final FoldedWeights folded;
  private final GraphBuilder builder;
  private final Map<Value, Node> producers = new HashMap<>();
  private final Map<Value, Integer> uses = new HashMap<>();
  private final Map<Value, Value> written = new HashMap<>();
  private final Set<Value> skipped = new HashSet<>();

  FoldingRewriter(Graph graph, Weights weights) {
    old = graph;
    folded = new FoldedWeights(weights);
    builder = new GraphBuilder(graph.name(), WeightCatalogue.recording());
    for (Node node : graph.nodes()) {
      producers.put(node.output(), node);
      node.inputs().forEach(value -> uses.merge(value, 1, Integer::sum));
    }
    graph.outputs().values().forEach(value -> uses.merge(value, 1, Integer::sum));
  }

  BatchNormFolding rewrite() {
    for (Graph.Input input : old.inputs()) {
      Value value = input.value();
      int[] dims = value.shape().dims();
      written.put(value, builder.input(input.name(), input.rate(), value.type(), dims));
    }
    old.nodes().forEach(this::planNorm);
    for (Node node : old.nodes()) {
      // What was folded away is not written, and weights only where they are used.
      if (!skipped.contains(node.output()) && !(node.op() instanceof Weight)) {
        write(node);
      }
    }
    old.outputs().forEach((name, value) -> builder.output(name, now(value)));
    old.marks()
        .forEach(
            (name, value) -> {
              if (written.containsKey(value)) {
                builder.mark(name, now(value));
              }
            });
    return new BatchNormFolding(builder.build(), folded.weights());
  }

  /** Notes the convolutions, and the sum, that a normalisation will swallow. */
  private void planNorm(Node node) {
    if (node.op() instanceof BatchNorm) {
      Value x = node.inputs().get(0);
      boolean constant =
          node.inputs().stream()
              .skip(1)
              .allMatch(value -> folded.source(producers, value).isPresent());
      if (!constant) {
        return;
      }
      if (foldable(x)) {
        skipped.add(x);
      } else if (summands(x).stream().anyMatch(this::foldable)) {
        skipped.add(x);
        summands(x).stream().filter(this::foldable).forEach(skipped::add);
      }
    }
  }

  /** Whether a value is a convolution's by weights, and used once. */
  private boolean foldable(Value x) {
    Node node = producers.get(x);
    if (node == null || !Objects.equals(uses.get(x), 1)) {
      return false;
    }
    return node.op() instanceof Conv
        && node.inputs().stream()
            .skip(1)
            .allMatch(value -> folded.source(producers, value).isPresent());
  }

  /** The two operands of a sum that is used once, of equal shape; nothing for other values. */
  private List<Value> summands(Value x) {
    Node node = producers.get(x);
    if (node == null || !node.op().equals(ADD) || !Objects.equals(uses.get(x), 1)) {
      return List.of();
    }
    boolean alike = node.inputs().stream().allMatch(value -> value.shape().equals(x.shape()));
    return alike ? node.inputs() : List.of();
  }

  private void write(Node node) {
    Value result;
    if (node.op() instanceof BatchNorm norm && skipped.contains(node.inputs().get(0))) {
      FoldedWeights.Affine affine =
          folded.affine(
              node.inputs().subList(1, 5).stream().map(this::weight).toList(), norm.eps());
      result = normalised(node.inputs().get(0), affine);
    } else {
      result = builder.add(node.op(), node.inputs().stream().map(this::now).toArray(Value[]::new));
    }
    written.put(node.output(), result);
  }

  private Value normalised(Value x, FoldedWeights.Affine affine) {
    if (!producedByAdd(x)) {
      return conv(x, affine);
    }
    FoldedWeights.Affine rest = affine;
    List<Value> parts = new ArrayList<>();
    for (Value summand : summands(x)) {
      if (skipped.contains(summand)) {
        parts.add(conv(summand, rest));
        rest = rest.withoutShift(); // it is added once
      } else {
        parts.add(builder.multiply(now(summand), builder.add(folded.factor(affine))));
      }
    }
    return builder.add(parts.get(0), parts.get(1));
  }

  private boolean producedByAdd(Value x) {
    return Objects.requireNonNull(producers.get(x)).op().equals(ADD);
  }

  private Value conv(Value x, FoldedWeights.Affine affine) {
    Node node = Objects.requireNonNull(producers.get(x));
    List<Weight> sources =
        node.inputs().stream()
            .skip(1)
            .map(value -> folded.source(producers, value).orElseThrow())
            .toList();
    Optional<Weight> bias = sources.size() > 1 ? Optional.of(sources.get(1)) : Optional.empty();
    return builder.add(
        node.op(),
        now(node.inputs().get(0)),
        builder.add(folded.scaled(sources.get(0), affine)),
        builder.add(folded.shift(sources.get(0), bias, affine)));
  }

  private Weight weight(Value value) {
    return folded.source(producers, value).orElseThrow();
  }

  /** What stands for a value in the new graph. */
  private Value now(Value value) {
    Value known = written.get(value);
    if (known == null) {
      known = builder.add(Objects.requireNonNull(producers.get(value)).op());
      written.put(value, known);
    }
    return known;
  }
}
