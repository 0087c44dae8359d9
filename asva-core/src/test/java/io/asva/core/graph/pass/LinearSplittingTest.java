package io.asva.core.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.Slice;
import io.asva.core.graph.op.Weight;
import io.asva.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearSplittingTest {
  private final TestWeights weights = new TestWeights(3).withLayer("l", 6, 4).withLayer("k", 6, 4);

  /** A layer's first two channels times its last two; those between are not used. */
  private static Value cut(OpCase.Maker m, Value both) {
    GraphBuilder g = m.graph();
    return g.multiply(g.slice(both, -1, 0, 2), g.slice(both, -1, 4, 6));
  }

  private static Graph sameResult(OpCase test) {
    return PassControl.sameResult(test, LinearSplitting::of, 1e-6);
  }

  @Test
  void aLayerThatIsOnlyCutBecomesOneForEachPartOverItsOwnRows() {
    OpCase test = OpCase.of("cut", weights, m -> cut(m, m.scope("l").linear(m.input(2, 3, 4), 6)));
    Graph split = sameResult(test);
    assertThat(PassControl.count(split, Slice.class)).isZero();
    assertThat(PassControl.count(split, Linear.class)).isEqualTo(2);
    assertThat(split.nodes())
        .filteredOn(node -> node.op() instanceof Weight)
        .extracting(node -> node.output().toString())
        .containsExactly(
            "l.weight@0_2x4 F32 2x4",
            "l.bias@0_2 F32 2",
            "l.weight@4_2x4 F32 2x4",
            "l.bias@4_2 F32 2");
  }

  @Test
  void rowsOfRowsAreCountedFromTheTensorsFirst() {
    OpCase test =
        OpCase.of(
            "rows",
            weights,
            m -> {
              GraphBuilder g = m.graph();
              Value rows = g.weightRows("l.weight", Shape.of(6, 4), 2, 4);
              Value y = g.add(new Linear(), m.input(5, 4), rows);
              return g.add(g.slice(y, -1, 0, 1), g.slice(y, -1, 2, 4));
            });
    assertThat(sameResult(test).nodes())
        .filteredOn(node -> node.op() instanceof Weight)
        .extracting(node -> ((Weight) node.op()).firstRow())
        .containsExactly(2, 4);
  }

  @Test
  void partsThatAreTheSameRowsShareThem() {
    OpCase test =
        OpCase.of(
            "shared",
            weights,
            m -> {
              Value x = m.input(2, 4);
              Value once = cut(m, m.scope("l").linear(x, 6));
              return m.graph().add(once, cut(m, m.scope("l").linear(m.input(2, 4), 6)));
            });
    assertThat(PassControl.count(sameResult(test), Weight.class)).isEqualTo(4);
  }

  @Test
  void aLayerThatIsUsedOtherwiseTooStaysWhole() {
    for (boolean output : List.of(true, false)) {
      OpCase test =
          OpCase.of(
              "whole",
              weights,
              m -> {
                GraphBuilder g = m.graph();
                Value both = m.scope("l").linear(m.input(2, 3, 4), 6);
                if (output) {
                  g.output("both", both);
                  return cut(m, both);
                }
                return g.add(g.mean(both, 2), g.mean(cut(m, both), 2));
              });
      assertThat(LinearSplitting.of(test.graph())).isSameAs(test.graph());
    }
  }

  @Test
  void cutsAlongRowsAndMatricesThatAreComputedAreLeftAlone() {
    OpCase rows =
        OpCase.of(
            "rows", weights, m -> m.graph().slice(m.scope("l").linear(m.input(3, 4), 6), 0, 1, 2));
    OpCase computed =
        OpCase.of(
            "computed",
            weights,
            m -> {
              GraphBuilder g = m.graph();
              Value twice = g.affine(g.weight("l.weight", 6, 4), 2, 0);
              return cut(m, g.add(new Linear(), m.input(3, 4), twice));
            });
    assertThat(LinearSplitting.of(rows.graph())).isSameAs(rows.graph());
    assertThat(LinearSplitting.of(computed.graph())).isSameAs(computed.graph());
  }

  @Test
  void aMarkOfALayerThatIsSplitIsForgottenAndOthersStay() {
    OpCase test =
        OpCase.of(
            "marks",
            weights,
            m -> {
              Value both = m.scope("l").mark(m.scope("l").linear(m.input(2, 4), 6));
              return m.scope("y").mark(cut(m, both));
            });
    assertThat(test.graph().marks()).containsOnlyKeys("l", "y");
    assertThat(sameResult(test).marks()).containsOnlyKeys("y");
  }
}
