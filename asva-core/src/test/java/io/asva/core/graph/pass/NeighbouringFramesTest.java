package io.asva.core.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Permute;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbouringFramesTest {
  private static final Conv CONV = Conv.padded(List.of(1, 2, 2), List.of(1, 2, 1));

  private static TestWeights weights() {
    return new TestWeights(6).withLayer("c", 4, 2, 3, 5, 3);
  }

  private static long volumes(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Conv conv && conv.strides().size() == 3)
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void threeFramesSideBySideGiveTheSame(int frames) {
    OpCase test =
        OpCase.of(
            "clip",
            weights(),
            m -> m.scope("c").conv(CONV, m.input(2, frames, 6, 7, 2), 4, 3, 5, 3));
    Graph rewritten = PassControl.sameResult(test, NeighbouringFrames::of, 1e-6);
    assertThat(volumes(test.graph())).isEqualTo(1);
    assertThat(volumes(rewritten)).isZero();
  }

  @Test
  void channelsThatCameFirstAreNotMovedTwice() {
    OpCase test =
        OpCase.of(
            "first",
            weights(),
            m -> {
              Value x = m.graph().permute(m.input(2, 3, 2, 6, 7), 0, 1, 3, 4, 2);
              return m.scope("c").convWithoutBias(CONV, x, 4, 3, 5, 3);
            });
    Graph rewritten = PassControl.sameResult(test, NeighbouringFrames::of, 1e-6);
    assertThat(volumes(rewritten)).isZero();
    assertThat(PassControl.count(rewritten, Permute.class)).isEqualTo(1);
  }

  @Test
  void framesThatAreSkippedAndOtherPaddingsStayAsTheyAre() {
    for (Conv conv :
        List.of(
            Conv.padded(List.of(2, 2, 2), List.of(1, 2, 1)),
            Conv.padded(List.of(1, 2, 2), List.of(0, 2, 1)),
            new Conv(List.of(1, 2, 2), List.of(2, 2, 1), List.of(0, 2, 1)))) {
      OpCase test =
          OpCase.of(
              "other", weights(), m -> m.scope("c").conv(conv, m.input(2, 5, 6, 7, 2), 4, 3, 5, 3));
      assertThat(NeighbouringFrames.of(test.graph())).isSameAs(test.graph());
    }
  }
}
