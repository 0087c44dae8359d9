package io.asva.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The control itself, against numbers worked out by hand. */
class NaiveInterpreterTest {
  private static float[] run(OpCase test) {
    Tensor y = Objects.requireNonNull(test.expected().get("y"));
    return ((FloatTensor) y).values();
  }

  private static FloatTensor row(float... values) {
    return FloatTensor.of(values, values.length);
  }

  @Test
  void casesHoldEveryOperation() {
    Set<Class<?>> kinds = new HashSet<>();
    for (OpCase test : OpCases.all()) {
      test.graph().nodes().forEach(node -> kinds.add(node.op().getClass()));
    }
    assertThat(kinds).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
  }

  @Test
  void resultsHaveTheShapesAndTypesOfTheDescription() {
    for (OpCase test : OpCases.all()) {
      Tensor y = Objects.requireNonNull(test.expected().get("y"));
      Value described = Objects.requireNonNull(test.graph().outputs().get("y"));
      assertThat(y.shape()).as(test.name()).isEqualTo(described.shape());
      assertThat(y.type()).as(test.name()).isEqualTo(described.type());
    }
  }

  @Test
  void errorFunctionIsThatOfTheTables() {
    // Abramowitz and Stegun, table 7.1.
    assertThat(NaiveElements.erf(0.5)).isEqualTo(0.5204998778, within(1e-10));
    assertThat(NaiveElements.erf(-1)).isEqualTo(-0.8427007929, within(1e-10));
    assertThat(NaiveElements.erf(2)).isEqualTo(0.9953222650, within(1e-10));
    OpCase gelu = OpCase.of("gelu", m -> m.graph().apply(Unary.Function.GELU, m.input(row(2))));
    assertThat(run(gelu)).containsExactly(1.9544997f);
  }

  @Test
  void convolutionPadsEachSideOnItsOwn() {
    TestWeights weights =
        new TestWeights(1).with("w.weight", FloatTensor.of(new float[] {1, 10}, 1, 1, 2));
    Conv conv = new Conv(java.util.List.of(1), java.util.List.of(0), java.util.List.of(1));
    OpCase test =
        OpCase.of(
            "conv",
            weights,
            m ->
                m.scope("w")
                    .convWithoutBias(
                        conv, m.input(FloatTensor.of(new float[] {1, 2, 3}, 3, 1)), 1, 2));
    assertThat(run(test)).containsExactly(21, 32, 3);
  }

  @Test
  void linearOverTimeSeesTheFirstThePreviousAndTheFrameItself() {
    TestWeights weights =
        new TestWeights(1)
            .with("t.weight", FloatTensor.of(new float[] {100, 10, 1}, 1, 3))
            .with("t.bias", row(0.5f));
    FloatTensor x = FloatTensor.of(new float[] {1, 2, 3}, 1, 3, 1);
    OpCase test = OpCase.of("temp", weights, m -> m.scope("t").convTemp(m.input(x)));
    assertThat(run(test)).containsExactly(112.5f, 114.5f, 126.5f);
  }

  @Test
  void groupsAreOfNeighbouringChannels() {
    FloatTensor x = FloatTensor.of(new float[] {1, 3, 10, 30}, 1, 4);
    OpCase test = OpCase.of("norm", m -> m.graph().add(new GroupNorm(2, 0, 1), m.input(x)));
    assertThat(run(test)).containsExactly(-1, 1, -1, 1);
  }

  @Test
  void batchNormalisationIsByTheRunningStatistics() {
    TestWeights weights =
        new TestWeights(1)
            .with("n.weight", row(10, 1))
            .with("n.bias", row(0.5f, 0))
            .with("n.running_mean", row(1, 2))
            .with("n.running_var", row(3, 15));
    FloatTensor x = FloatTensor.of(new float[] {3, 10}, 1, 2);
    OpCase test = OpCase.of("bn", weights, m -> m.scope("n").batchNorm(m.input(x), 1));
    assertThat(run(test)).containsExactly(10.5f, 2);
  }

  @Test
  void theLargestOfAWindowIsNeverOutside() {
    FloatTensor x = FloatTensor.of(new float[] {-5, -3, -4, -9, -8}, 5, 1);
    MaxPool pool = new MaxPool(java.util.List.of(3), java.util.List.of(2), java.util.List.of(1));
    OpCase test = OpCase.of("pool", m -> m.graph().maxPool(m.input(x), pool));
    assertThat(run(test)).containsExactly(-3, -3, -8);
  }

  @Test
  void whatLiesOutsideDoesNotCountInAMean() {
    FloatTensor x = FloatTensor.of(new float[] {2, 4, 9, 5, 1}, 5, 1);
    AveragePool pool =
        new AveragePool(java.util.List.of(3), java.util.List.of(2), java.util.List.of(1));
    OpCase test = OpCase.of("pool", m -> m.graph().averagePool(m.input(x), pool));
    assertThat(run(test)).containsExactly(3, 6, 3);
  }

  @Test
  void causalAttentionSeesNothingAhead() {
    FloatTensor same = FloatTensor.zeros(1, 3, 1);
    FloatTensor v = FloatTensor.of(new float[] {1, 3, 8}, 1, 3, 1);
    Attention causal = new Attention(1, Attention.Masking.CAUSAL);
    OpCase test =
        OpCase.of(
            "causal", m -> m.graph().attention(causal, m.input(same), m.input(same), m.input(v)));
    assertThat(run(test)).containsExactly(1, 2, 4);
  }
}
