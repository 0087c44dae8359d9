package io.asva.core.graph.pass;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contents of each part; that they give what the whole gives is shown on the UNet. */
class CuttingTest {
  private static Graph graph() {
    GraphBuilder g = new GraphBuilder("net", WeightCatalogue.of(Weights.of("none", List.of())));
    Value x = g.input("x", Rate.STEP, ElementType.F32, 2);
    Value y = g.input("y", Rate.STEP, ElementType.F32, 2);
    Value skip = g.mark("skip", g.silu(x));
    Value deep = g.mark("deep", g.silu(g.add(skip, g.constant(FloatTensor.zeros(2)))));
    Value unused = g.silu(y);
    g.mark("unused", unused);
    g.output("out", g.mark("last", g.add(g.add(deep, skip), y)));
    return g.build();
  }

  private static List<String> inputs(Graph graph) {
    return graph.inputs().stream().map(Graph.Input::name).toList();
  }

  @Test
  void eachOperationIsInOnePartAndWhatNothingNeedsInNone() {
    Graph whole = graph();
    Cutting parts = Cutting.of(whole, "deep");
    Value skip = requireNonNull(whole.marks().get("skip"));
    Value deep = requireNonNull(whole.marks().get("deep"));
    assertThat(parts.before().nodes()).hasSize(1);
    assertThat(parts.inner().nodes()).hasSize(3); // the constant, a sum, a function
    assertThat(parts.after().nodes()).hasSize(2);
    assertThat(inputs(parts.before())).containsExactly("x");
    assertThat(inputs(parts.inner())).containsExactly(skip.name());
    assertThat(inputs(parts.after())).containsExactly(deep.name(), skip.name(), "y");
    assertThat(parts.before().outputs()).containsOnlyKeys(skip.name());
    assertThat(parts.inner().outputs()).containsOnlyKeys(deep.name());
    assertThat(parts.after().outputs()).isEqualTo(whole.outputs());
  }

  @Test
  void whatCantBeCutIsSaid() {
    assertThatThrownBy(() -> Cutting.of(graph(), "absent"))
        .isInstanceOf(GraphException.class)
        .hasMessage("net has no mark absent; it has [skip, deep, unused, last].");
    assertThatThrownBy(() -> Cutting.of(graph(), "unused"))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("nothing could be left out");
    assertThatThrownBy(() -> Cutting.of(graph().withMarksAsOutputs("", List.of("skip")), "deep"))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("an output is computed before it");
  }
}
