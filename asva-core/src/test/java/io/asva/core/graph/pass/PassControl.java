package io.asva.core.graph.pass;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.NaiveInterpreter;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.op.Op;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.TensorComparison;
import java.util.function.UnaryOperator;

/** The control of passes: a graph computes naively what it computed before. */
final class PassControl {
  private PassControl() {}

  /** Applies a pass and asserts that the output {@code y} stays as it was. */
  static Graph sameResult(OpCase test, UnaryOperator<Graph> pass, double tolerance) {
    Graph rewritten = pass.apply(test.graph());
    Comparison comparison =
        TensorComparison.compare(
            "y",
            requireNonNull(NaiveInterpreter.run(rewritten, test.weights(), test.inputs()).get("y")),
            requireNonNull(test.expected().get("y")),
            tolerance);
    assertThat(comparison.passed()).as(comparison.toString()).isTrue();
    return rewritten;
  }

  /** How many operations of a kind a graph has. */
  static long count(Graph graph, Class<? extends Op> kind) {
    return graph.nodes().stream().filter(node -> kind.isInstance(node.op())).count();
  }
}
