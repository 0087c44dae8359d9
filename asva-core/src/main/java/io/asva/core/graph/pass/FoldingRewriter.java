package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
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
import java.util.Optional;
import java.util.Set;

/** Writes a graph anew, with batch normalisations folded into the convolutions before them. */
final class FoldingRewriter {
  private static final Binary ADD = new Binary(Binary.Operator.ADD);
  private static final Binary MUL = new Binary(Binary.Operator.MUL);

  private final Graph old;
  private final Rewrite rewrite;
  private final FoldedWeights folded;
  private final Map<Value, Integer> uses = new HashMap<>();
  private final Set<Value> absorbed = new HashSet<>(); // results of convolutions, and of sums

  FoldingRewriter(Graph graph, Weights weights) {
    old = graph;
    rewrite = new Rewrite(graph);
    folded = new FoldedWeights(weights);
    graph.nodes().forEach(n -> n.inputs().forEach(value -> uses.merge(value, 1, Integer::sum)));
    graph.outputs().values().forEach(value -> uses.merge(value, 1, Integer::sum));
  }

  BatchNormFolding rewrite() {
    old.nodes().forEach(this::plan);
    for (Node node : old.nodes()) {
      if (node.op() instanceof BatchNorm norm && absorbed.contains(node.inputs().get(0))) {
        place(node, norm.eps());
      } else if (!absorbed.contains(node.output())) {
        rewrite.place(node);
      }
    }
    return new BatchNormFolding(rewrite.graph(), folded.weights());
  }

  /** Notes the convolutions, and the sum, that a normalisation will swallow. */
  private void plan(Node node) {
    if (node.op() instanceof BatchNorm && isByWeights(node)) {
      Value x = node.inputs().get(0);
      List<Value> convolutions =
          isFoldable(x) ? List.of(x) : summands(x).stream().filter(this::isFoldable).toList();
      if (!convolutions.isEmpty()) {
        absorbed.add(x);
        absorbed.addAll(convolutions);
      }
    }
  }

  /** Whether all operands but the first are whole weights. */
  private boolean isByWeights(Node node) {
    return node.inputs().stream().skip(1).allMatch(value -> whole(value).isPresent());
  }

  private Optional<Weight> whole(Value value) {
    return rewrite
        .weight(value)
        .filter(w -> w.firstRow() == 0 && w.shape().elements() == w.stored().elements());
  }

  /** Whether a value is a convolution's by weights, and used once. */
  private boolean isFoldable(Value x) {
    return uses.getOrDefault(x, 0) == 1
        && rewrite.maker(x).filter(n -> n.op() instanceof Conv && isByWeights(n)).isPresent();
  }

  /** The two operands of a sum that is used once, of equal shape; nothing for other values. */
  private List<Value> summands(Value x) {
    return rewrite
        .maker(x)
        .filter(node -> node.op().equals(ADD) && uses.getOrDefault(x, 0) == 1)
        .map(Node::inputs)
        .filter(terms -> terms.stream().allMatch(term -> term.shape().equals(x.shape())))
        .orElse(List.of());
  }

  private void place(Node norm, float eps) {
    List<Weight> numbers = norm.inputs().stream().skip(1).map(v -> whole(v).orElseThrow()).toList();
    FoldedWeights.Affine affine = folded.affine(numbers, eps);
    Value x = norm.inputs().get(0);
    List<Value> terms = summands(x);
    if (terms.isEmpty()) {
      placeConvolution(x, affine, norm.output());
      return;
    }
    FoldedWeights.Affine rest = affine;
    List<Value> parts = new ArrayList<>();
    for (Value term : terms) {
      if (absorbed.contains(term)) {
        placeConvolution(term, rest, term);
        rest = rest.withoutShift(); // it is added once
        parts.add(term);
      } else {
        Value factor = rewrite.weight(folded.factor(affine));
        parts.add(rewrite.place(norm.output().name() + "/scaled", MUL, term, factor));
      }
    }
    rewrite.place(new Node(ADD, parts, norm.output()));
  }

  private void placeConvolution(Value convolution, FoldedWeights.Affine affine, Value result) {
    Node node = rewrite.maker(convolution).orElseThrow();
    Weight weight = whole(node.inputs().get(1)).orElseThrow();
    Optional<Weight> bias = node.inputs().stream().skip(2).findFirst().flatMap(this::whole);
    Value scaled = rewrite.weight(folded.scaled(weight, affine));
    Value shift = rewrite.weight(folded.shift(weight, bias, affine));
    rewrite.place(new Node(node.op(), List.of(node.inputs().get(0), scaled, shift), result));
  }
}
