package io.asva.core.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Reshape;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanarConvolutionsTest {
  private static final List<Integer> NONE = List.of(0, 0, 0);

  private static OpCase convolution(Conv conv, int... kernel) {
    TestWeights weights = new TestWeights(5).withLayer("c", 4, 3, kernel[0], kernel[1], kernel[2]);
    return OpCase.of(
        "conv", weights, m -> m.scope("c").conv(conv, m.input(2, 4, 5, 6, 3), 4, kernel));
  }

  private static Graph rewritten(Conv conv, int... kernel) {
    return PassControl.sameResult(convolution(conv, kernel), PlanarConvolutions::of, 1e-6);
  }

  private static void staysAsItIs(Conv conv, int... kernel) {
    OpCase test = convolution(conv, kernel);
    assertThat(PlanarConvolutions.of(test.graph())).isSameAs(test.graph());
  }

  private static Op convolution(Graph graph) {
    return graph.nodes().stream()
        .<Op>map(Node::op)
        .filter(Conv.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void overSpaceAloneTheFramesAreImages() {
    Conv conv = new Conv(List.of(1, 2, 1), List.of(0, 1, 0), List.of(0, 1, 2));
    Graph graph = rewritten(conv, 1, 3, 2);
    assertThat(convolution(graph)).isEqualTo(new Conv(List.of(2, 1), List.of(1, 0), List.of(1, 2)));
    assertThat(PassControl.count(graph, Reshape.class)).isZero();
  }

  @Test
  void overTimeAloneThePositionsAreOneAxis() {
    Conv conv = new Conv(List.of(2, 1, 1), List.of(1, 0, 0), List.of(2, 0, 0));
    assertThat(convolution(rewritten(conv, 3, 1, 1)))
        .isEqualTo(new Conv(List.of(2, 1), List.of(1, 0), List.of(2, 0)));
  }

  @Test
  void whatSeesTimeAndSpaceOrStridesOverEitherStaysAsItIs() {
    staysAsItIs(Conv.padded(List.of(1, 1, 1), List.of(1, 1, 1)), 3, 3, 3);
    staysAsItIs(Conv.padded(List.of(2, 1, 1), List.of(0, 1, 1)), 1, 3, 3);
    staysAsItIs(Conv.padded(List.of(1, 1, 1), List.of(1, 1, 1)), 1, 3, 3);
    staysAsItIs(Conv.padded(List.of(1, 2, 1), List.of(1, 0, 0)), 3, 1, 1);
    staysAsItIs(Conv.padded(List.of(1, 1, 1), List.of(1, 0, 1)), 3, 1, 1);
    staysAsItIs(Conv.padded(List.of(1, 1, 1), NONE), 1, 1, 1);
  }
}
