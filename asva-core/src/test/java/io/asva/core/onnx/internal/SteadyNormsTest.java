package io.asva.core.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.onnx.Target;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Norms of numbers whose spread is small beside their mean. */
class SteadyNormsTest {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @EnumSource(names = {"CPU", "PORTABLE"})
  void groupsOfMean100AndDeviation1(Target target) throws Exception {
    TestWeights weights = new TestWeights(1).withLayer("n", 24);
    GroupNorm norm = new GroupNorm(4, 1e-5f, 1);
    check(
        OpCase.of("group", weights, m -> m.scope("n").groupNorm(m.input(far(2, 700, 24)), norm)),
        target);
  }

  @ParameterizedTest
  @EnumSource(names = "CPU")
  void rowsOfMean100AndDeviation1(Target target) throws Exception {
    TestWeights weights = new TestWeights(1).withLayer("n", 320);
    check(
        OpCase.of("layer", weights, m -> m.scope("n").layerNorm(m.input(far(40, 320)), 1e-5f)),
        target);
  }

  private static FloatTensor far(int... dims) {
    FloatTensor x = FloatTensor.zeros(dims);
    Random random = new Random(4);
    for (int i = 0; i < x.values().length; i++) {
      x.values()[i] = (float) (100 + random.nextGaussian());
    }
    return x;
  }

  private static void check(OpCase test, Target target) throws Exception {
    Comparison comparison = Targets.compare(test, target, TOLERANCE);
    assertThat(comparison.passed()).as("%s", comparison).isTrue();
  }
}
