package io.asva.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightCatalogueTest {
  private static Graph describe(WeightCatalogue catalogue) {
    GraphBuilder b = new GraphBuilder("projection", catalogue);
    Value x = b.input("x", Rate.STEP, ElementType.F32, 2, 3);
    Value rows = b.weightRows("stacked", Shape.of(8, 3), 4, 4);
    Value y = b.linear(x, rows, b.weight("bias", 4));
    b.output("y", b.hasWeight("norm.weight") ? Scope.root(b).sub("norm").layerNorm(y, 1e-5f) : y);
    return b.build();
  }

  private static Weights weights(Map<String, Shape> manifest) {
    return RecipeWeights.of(new WeightRecipe("catalogue", 1), List.of(), manifest);
  }

  @Test
  void aRecordingCatalogueTellsWholeShapesInOrderAndHasNothingOptional() {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    describe(catalogue);
    assertThat(catalogue.expected())
        .containsExactly(entry("stacked", Shape.of(8, 3)), entry("bias", Shape.of(4)));
  }

  @Test
  void whatIsRecordedIsWhatACheckpointMustHold() {
    WeightCatalogue recording = WeightCatalogue.recording();
    describe(recording);
    Graph graph = describe(WeightCatalogue.of(weights(recording.expected())));
    assertThat(graph.outputs()).containsOnlyKeys("y");
  }

  @Test
  void tensorsThatNoNetworkAsksForAreListedWithTheOthers() {
    Map<String, Shape> manifest = Map.of("bias", Shape.of(4));
    WeightCatalogue.of(weights(manifest)).requireExactly("projection", manifest);
    WeightCatalogue more =
        WeightCatalogue.of(weights(Map.of("bias", Shape.of(4), "other.bias", Shape.of(5))));
    assertThatThrownBy(
            () ->
                more.requireExactly(
                    "projection", Map.of("bias", Shape.of(4), "stacked", Shape.of(8, 3))))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("are not those of this projection:\n  missing stacked 8x3")
        .hasMessageContaining("\n  not expected: other.bias 5");
  }

  @Test
  void allThatIsMissingOrMisshapenIsListedAtOnce() {
    WeightCatalogue recording = WeightCatalogue.recording();
    describe(recording);
    Weights good = weights(recording.expected());
    Weights bad = ChangedWeights.misshapen(ChangedWeights.without(good, "bias"), "stacked", 8, 2);
    assertThatThrownBy(() -> describe(WeightCatalogue.of(bad)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("are not those of this projection:")
        .hasMessageContaining("stacked is 8x2, expected 8x3")
        .hasMessageContaining("missing bias 4")
        .hasMessageEndingWith("Check that the file belongs to the configuration beside it.");
  }
}
