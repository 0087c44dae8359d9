package io.asva.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static Graph rows(int batch, int columns) {
    GraphBuilder g = new GraphBuilder("test", WeightCatalogue.recording());
    Value x = g.input("x", Rate.STEP, ElementType.F32, batch, 3, columns);
    g.output("y", g.reshape(x, 3 * batch, columns));
    return g.build();
  }

  @Test
  void extentsThatAreSoManyForEachElementAreFree() {
    Graph graph = Batch.describe(batch -> rows(batch, 4));
    Shape x = graph.inputs().get(0).value().shape();
    Shape y = graph.outputs().values().iterator().next().shape();
    assertThat(Batch.ANY.words(x)).isEqualTo("nx3x4");
    assertThat(Batch.ANY.words(y)).isEqualTo("3nx4");
    assertThat(Batch.ANY.of(y, 5)).isEqualTo(Shape.of(15, 4));
    assertThat(Batch.ANY.elements(y, Shape.of(15, 4))).hasValue(5);
    assertThat(Batch.ANY.elements(y, Shape.of(14, 4))).isEmpty();
    assertThat(Batch.ANY.elements(y, Shape.of(15, 5))).isEmpty();
    assertThat(Batch.ANY.elements(y, Shape.of(0, 4))).isEmpty();
  }

  @Test
  void ofAFixedBatchNothingIsFree() {
    Shape x = Shape.of(Batch.STAND_IN, 4);
    assertThat(Batch.FIXED.of(x, 5)).isEqualTo(x);
    assertThat(Batch.FIXED.elements(x, x)).isEmpty();
    assertThat(Batch.FIXED.words(x)).isEqualTo(x.toString());
  }

  @Test
  void anotherExtentThatLooksLikeTheBatchIsRefused() {
    assertThatThrownBy(() -> Batch.describe(batch -> rows(batch, 2 * Batch.STAND_IN)))
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("The test can't be described for any batch: x F32 1009x3x2018 has");
  }

  @Test
  void constantsThatDependOnTheBatchAreRefused() {
    assertThatThrownBy(
            () ->
                Batch.describe(
                    batch -> {
                      GraphBuilder g = new GraphBuilder("test", WeightCatalogue.recording());
                      Value x = g.input("x", Rate.STEP, ElementType.F32, batch, 2);
                      g.output("y", g.add(x, g.constant(FloatTensor.zeros(batch, 2))));
                      return g.build();
                    }))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("can't be described for any batch");
  }
}
