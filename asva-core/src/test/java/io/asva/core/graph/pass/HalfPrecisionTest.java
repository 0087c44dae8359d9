package io.asva.core.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Node;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Concat;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
  private final GraphBuilder g = new GraphBuilder("net", WeightCatalogue.recording());

  @Test
  void matricesAreHalfWhileBordersStaySingle() {
    Value x = g.input("x", Rate.STEP, ElementType.F32, 3, 8);
    g.output("y", Scope.root(g).sub("layer").linear(x, 4));

    Graph half = HalfPrecision.of(g.build());

    assertThat(typeOf(half, Linear.class)).isEqualTo(ElementType.F16);
    assertThat(half.inputs().get(0).value().type()).isEqualTo(ElementType.F32);
    assertThat(half.outputs().values()).allMatch(y -> y.type() == ElementType.F32);
  }

  @Test
  void anglesAreComputedInSinglePrecision() {
    Value timestep = g.input("timestep", Rate.STEP, ElementType.F32, 1, 1);
    Value angles = g.multiply(timestep, g.constant(FloatTensor.of(new float[] {1, 0.5f}, 1, 2)));
    g.output("y", Scope.root(g).sub("layer").linear(g.apply(Unary.Function.SIN, angles), 4));

    Graph half = HalfPrecision.of(g.build());

    assertThat(typeOf(half, Binary.class)).isEqualTo(ElementType.F32);
    assertThat(typeOf(half, Unary.class)).isEqualTo(ElementType.F32);
    assertThat(typeOf(half, Linear.class)).isEqualTo(ElementType.F16);
  }

  @Test
  void sinesAndCosinesAreJoinedBeforeTheyAreRounded() {
    Value x = g.input("x", Rate.STEP, ElementType.F32, 1, 2);
    Value both = g.concat(-1, g.apply(Unary.Function.SIN, x), g.apply(Unary.Function.COS, x));
    g.output("y", Scope.root(g).sub("layer").linear(both, 4));

    Graph half = HalfPrecision.of(g.build());

    assertThat(typeOf(half, Concat.class)).isEqualTo(ElementType.F32);
    assertThat(typeOf(half, Linear.class)).isEqualTo(ElementType.F16);
  }

  @Test
  void statisticsAreComputedInSinglePrecision() {
    Value x = g.input("x", Rate.STEP, ElementType.F32, 1, 4, 4, 8);
    g.output(
        "y",
        Scope.root(g)
            .sub("norm")
            .groupNorm(Scope.root(g).sub("layer").linear(x, 8), new GroupNorm(4, 1e-5f, 1)));

    Graph half = HalfPrecision.of(g.build());

    assertThat(typeOf(half, GroupNorm.class)).isEqualTo(ElementType.F32);
  }

  @Test
  void everyValueIsComputedBeforeItIsUsed() {
    Value x = g.input("x", Rate.STEP, ElementType.F32, 1, 4, 4, 8);
    Value h =
        Scope.root(g)
            .sub("norm")
            .groupNorm(Scope.root(g).sub("layer").linear(x, 8), new GroupNorm(4, 1e-5f, 1));
    g.output("y", g.add(h, x));

    Graph half = HalfPrecision.of(g.build());

    List<Value> known =
        new java.util.ArrayList<>(half.inputs().stream().map(Graph.Input::value).toList());
    for (Node node : half.nodes()) {
      assertThat(known).containsAll(node.inputs());
      known.add(node.output());
    }
    assertThat(known).containsAll(half.outputs().values());
  }

  private static ElementType typeOf(Graph graph, Class<? extends Op> kind) {
    return graph.nodes().stream()
        .filter(n -> kind.isInstance(n.op()))
        .findFirst()
        .orElseThrow()
        .output()
        .type();
  }
}
