package io.asva.core.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.NaiveInterpreter;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.TensorComparison;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockingTest {
  private static final int C = 6;
  private static final Attention ATTENTION = new Attention(2, Attention.Masking.NONE);

  @ParameterizedTest
  @CsvSource({"1, 4, 600, 4", "1, 6, 350, 3", "2, 3, 400, 2", "1, 12, 90, 2", "1, 1, 2048, 2"})
  void aTransformerOfManyRowsIsCutAndGivesTheSame(int batch, int frames, int places, int blocks) {
    OpCase test = transformer(batch, frames, places);
    Graph blocked = Blocking.of(test.graph());
    assertThat(linears(blocked)).isGreaterThanOrEqualTo(blocks * (linears(test.graph()) - 2));
    same(test, blocked);
  }

  @Test
  void fewRowsStayInOnePiece() {
    OpCase test = transformer(1, 4, 200);
    assertThat(Blocking.of(test.graph()).nodes()).isEqualTo(test.graph().nodes());
  }

  @Test
  void whatMixesBlocksEndsThem() {
    TestWeights weights = new TestWeights(4).withLayer("a", C, C).withLayer("n", C);
    OpCase test =
        OpCase.of(
            "mixing",
            weights,
            m -> {
              GraphBuilder g = m.graph();
              Value x = Scope.root(g).sub("a").linear(m.input(1, 3, 700, C), C);
              Value normed = Scope.root(g).sub("n").groupNorm(x, new GroupNorm(2, 1e-5f, 1));
              Value last = g.slice(x, 1, 2, 3);
              return g.add(
                  Scope.root(g).sub("a").linear(normed, C), g.multiply(last, g.mean(x, 1)));
            });
    same(test, Blocking.of(test.graph()));
  }

  @Test
  void functionsAloneAreNotWorthCutting() {
    OpCase test =
        OpCase.of("function", m -> m.graph().apply(Unary.Function.SILU, m.input(1, 8, 900, C)));
    assertThat(Blocking.of(test.graph()).nodes()).isEqualTo(test.graph().nodes());
  }

  private static OpCase transformer(int batch, int frames, int places) {
    TestWeights weights = new TestWeights(places).withLayer("n", C).with("e", frames, 1, C);
    for (String name : new String[] {"in", "q", "k", "v", "o", "ff"}) {
      weights.withLayer(name, C, C);
    }
    return OpCase.of(
        "transformer",
        weights,
        m -> {
          GraphBuilder g = m.graph();
          Value x = m.input(batch, frames, places, C);
          Value h =
              Scope.root(g)
                  .sub("in")
                  .linear(Scope.root(g).sub("n").groupNorm(x, new GroupNorm(3, 1e-5f, 2)), C);
          Value normed = Scope.root(g).sub("n").layerNorm(h, 1e-5f);
          Value first = g.reshape(g.slice(normed, 1, 0, 1), batch, places, C);
          Value q = g.reshape(Scope.root(g).sub("q").linear(normed, C), batch, frames * places, C);
          Value all =
              g.attention(
                  ATTENTION,
                  q,
                  Scope.root(g).sub("k").linear(first, C),
                  Scope.root(g).sub("v").linear(first, C));
          h = g.add(h, g.reshape(Scope.root(g).sub("o").linear(all, C), batch, frames, places, C));
          Value own = g.reshape(h, batch * frames, places, C);
          Value tokens = m.input(batch * frames, 5, C);
          h = g.add(h, g.reshape(g.attention(ATTENTION, own, tokens, tokens), x.shape().dims()));
          Value moved = g.add(h, g.weight("e", frames, 1, C));
          return g.add(
              x,
              g.multiply(
                  Scope.root(g).sub("ff").linear(moved, C), g.apply(Unary.Function.GELU, h)));
        });
  }

  private static long linears(Graph graph) {
    return graph.nodes().stream().filter(node -> node.op() instanceof Linear).count();
  }

  private static void same(OpCase test, Graph blocked) {
    Comparison comparison =
        TensorComparison.compare(
            "y",
            Objects.requireNonNull(
                NaiveInterpreter.run(blocked, test.weights(), test.inputs()).get("y")),
            Objects.requireNonNull(test.expected().get("y")),
            1e-6);
    assertThat(comparison.passed()).as("%s", comparison).isTrue();
  }
}
