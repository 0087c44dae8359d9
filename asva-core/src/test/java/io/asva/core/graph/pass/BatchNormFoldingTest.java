package io.asva.core.graph.pass;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.NaiveInterpreter;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.OpCases;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Conv;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchNormFoldingTest {
  private static final double TOLERANCE = 1e-6;

  private static List<OpCase> cases() {
    return OpCases.all();
  }

  private static TestWeights weights() {
    FloatTensor variance = FloatTensor.of(new float[] {0.5f, 1, 2, 4}, 4);
    return new TestWeights(3)
        .with("a.weight", 4, 3, 3)
        .withLayer("b", 4, 3, 1)
        .withLayer("bn", 4)
        .with("bn.running_mean", 4)
        .with("bn.running_var", variance);
  }

  private static Conv line(int padding) {
    return new Conv(List.of(1), List.of(padding), List.of(padding));
  }

  private static Value convolved(OpCase.Maker m, Value x) {
    return m.scope("a").convWithoutBias(line(1), x, 4, 3);
  }

  private static long norms(OpCase test, BatchNormFolding folding) {
    Tensor expected = requireNonNull(test.expected().get("y"));
    Tensor actual =
        requireNonNull(
            NaiveInterpreter.run(folding.graph(), folding.weights(), test.inputs()).get("y"));
    Comparison comparison = TensorComparison.compare("y", actual, expected, TOLERANCE);
    assertThat(comparison.passed()).as(comparison.toString()).isTrue();
    return folding.graph().nodes().stream().filter(n -> n.op() instanceof BatchNorm).count();
  }

  private static long norms(OpCase test) {
    return norms(test, BatchNormFolding.of(test.graph(), test.weights()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leavesWhatIsComputedAsItWas(OpCase test) {
    norms(test);
  }

  @Test
  void aNormalisationOfAConvolutionDisappears() {
    assertThat(
            norms(
                OpCase.of(
                    "conv",
                    weights(),
                    m -> m.scope("bn").batchNorm(convolved(m, m.input(2, 5, 3)), 1e-3f))))
        .isZero();
  }

  @Test
  void aNormalisationOfAConvolutionPlusSomethingElseDisappears() {
    OpCase test =
        OpCase.of(
            "sum",
            weights(),
            m -> {
              Value sum = m.graph().add(convolved(m, m.input(2, 5, 3)), m.input(2, 5, 4));
              return m.scope("bn").batchNorm(sum, 1e-3f);
            });
    assertThat(norms(test)).isZero();
  }

  @Test
  void aNormalisationOfTwoConvolutionsShiftsOnce() {
    OpCase test =
        OpCase.of(
            "two",
            weights(),
            m -> {
              Value x = m.input(2, 5, 3);
              Value other = m.scope("b").conv(line(0), x, 4, 1);
              Value sum = m.graph().add(other, convolved(m, x));
              return m.scope("bn").batchNorm(sum, 1e-3f);
            });
    assertThat(norms(test)).isZero();
  }

  @Test
  void aNormalisationByComputedNumbersStaysAsItIs() {
    OpCase test =
        OpCase.of(
            "computed",
            weights(),
            m -> {
              GraphBuilder graph = m.graph();
              Value x = convolved(m, m.input(2, 5, 3));
              Value scale = m.input(4);
              Value variance = graph.weight("bn.running_var", 4);
              return graph.add(new BatchNorm(1e-3f), x, scale, scale, scale, variance);
            });
    assertThat(norms(test)).isEqualTo(1);
  }

  @Test
  void aConvolutionThatIsUsedBesidesStaysAsItIs() {
    OpCase test =
        OpCase.of(
            "used",
            weights(),
            m -> {
              Value y = convolved(m, m.input(2, 5, 3));
              return m.graph().add(m.scope("bn").batchNorm(y, 1e-3f), y);
            });
    assertThat(norms(test)).isEqualTo(1);
  }
}
