package io.asva.core.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import org.junit.jupiter.api.Test;

class BatchCentringTest {
  private static final int C = 4;

  private final TestWeights weights =
      new TestWeights(8)
          .with("c.weight", C, 3, 1, 1)
          .with("d.weight", C, 3, 3, 3)
          .withLayer("n", C);

  private static Value norm(OpCase.Maker m, Value x) {
    return m.scope("n").groupNorm(x, new GroupNorm(C, 1e-3f, 0));
  }

  private static long differences(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op().equals(new Binary(Binary.Operator.SUB)))
        .count();
  }

  @Test
  void aNormByTheBatchGivesTheSameOverACentredArray() {
    OpCase test = OpCase.of("norm", weights, m -> norm(m, m.input(2, 3, 5, C)));
    Graph centred = PassControl.sameResult(test, BatchCentring::of, 1e-5);
    assertThat(PassControl.count(centred, GroupNorm.class)).isZero();
    assertThat(PassControl.count(centred, BatchNorm.class)).isEqualTo(1);
    assertThat(differences(centred)).isEqualTo(1);
  }

  @Test
  void whatGoesThroughOnePixelKernelsIsCentredOnceBeforeThem() {
    OpCase test =
        OpCase.of(
            "point",
            weights,
            m -> {
              Value x = m.graph().affine(m.input(2, 3, 5, 3), 1, 500);
              Scope conv = m.scope("c");
              Value one = norm(m, conv.convWithoutBias(Conv.square(1, 0), x, C, 1, 1));
              return m.graph()
                  .add(one, norm(m, conv.convWithoutBias(Conv.square(1, 0), x, C, 1, 1)));
            });
    assertThat(differences(PassControl.sameResult(test, BatchCentring::of, 1e-3))).isEqualTo(3);
  }

  @Test
  void whatIsPaddedWithZerosIsNotMovedBeforehand() {
    OpCase test =
        OpCase.of(
            "wide",
            weights,
            m ->
                norm(
                    m,
                    m.scope("d").convWithoutBias(Conv.square(1, 1), m.input(2, 3, 5, 3), C, 3, 3)));
    assertThat(differences(PassControl.sameResult(test, BatchCentring::of, 1e-5))).isEqualTo(1);
  }

  @Test
  void otherNormsStayAsTheyAre() {
    OpCase test =
        OpCase.of(
            "other",
            weights,
            m -> m.scope("n").groupNorm(m.input(2, 3, 5, C), new GroupNorm(2, 1e-3f, 0)));
    assertThat(BatchCentring.of(test.graph())).isSameAs(test.graph());
  }
}
