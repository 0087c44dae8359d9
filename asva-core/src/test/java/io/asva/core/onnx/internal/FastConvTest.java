package io.asva.core.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.HalfFloat;
import io.asva.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short convolutions over space and over time, against the control. */
class FastConvTest {
  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @CsvSource({
    // batch, frames, height, width, channels in, channels out, scheme
    "1, 1, 1, 1, 32, 32, 2",
    "1, 2, 5, 7, 32, 48, 2",
    "2, 3, 8, 3, 40, 32, 2",
    "1, 12, 4, 4, 33, 35, 2",
    "1, 12, 9, 13, 32, 37, 4",
    "2, 6, 12, 10, 35, 32, 4",
    "1, 1, 41, 39, 32, 33, 4"
  })
  void convolutions(int batch, int frames, int h, int w, int in, int out, int scheme)
      throws Exception {
    TestWeights weights = new TestWeights(h).withLayer("c", out, in, 3, 3);
    OpCase test =
        OpCase.of(
            "conv " + List.of(batch, frames, h, w, in, out),
            weights,
            m -> conv(m.graph(), m.input(batch, frames, h, w, in), Conv.square(1, 1), out));
    assertThat(derived(test)).containsExactly("c.weight/winograd" + scheme);
    check(test);
  }

  @Test
  void paddingOfEachSideOnItsOwn() throws Exception {
    TestWeights weights = new TestWeights(3).withLayer("c", 32, 32, 3, 3);
    for (List<Integer> after : List.of(List.of(0, 0), List.of(2, 0), List.of(0, 3))) {
      Conv conv = new Conv(List.of(1, 1), List.of(2, 0), after);
      OpCase test =
          OpCase.of(
              "after " + after, weights, m -> conv(m.graph(), m.input(3, 6, 7, 32), conv, 32));
      assertThat(derived(test)).hasSize(1);
      check(test);
    }
  }

  @Test
  void otherConvolutionsStayAsTheyAre() throws Exception {
    TestWeights weights = new TestWeights(3).withLayer("c", 32, 32, 3, 3);
    OpCase test =
        OpCase.of(
            "stride 2", weights, m -> conv(m.graph(), m.input(3, 6, 8, 32), Conv.square(2, 1), 32));
    assertThat(derived(test)).isEmpty();
    check(test);
  }

  @Test
  void halfPrecisionWeights() throws Exception {
    Shape shape = Shape.of(32, 32, 3, 3);
    ByteBuffer bytes = ByteBuffer.allocate(2 * 32 * 32 * 9).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(9);
    while (bytes.hasRemaining()) {
      bytes.putShort(HalfFloat.fromFloat(random.nextFloat() - 0.5f));
    }
    TestWeights weights =
        new TestWeights(9)
            .with("c.weight", ElementType.F16, bytes.flip(), shape)
            .with("c.bias", 32);
    OpCase test =
        OpCase.of(
            "half", weights, m -> conv(m.graph(), m.input(3, 6, 8, 32), Conv.square(1, 1), 32));
    assertThat(derived(test)).hasSize(1);
    check(test);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 3, 5", "1, 2, 3, 5", "1, 3, 3, 5", "2, 4, 1, 7", "1, 5, 2, 8", "2, 6, 3, 5",
    "1, 7, 3, 5", "3, 8, 2, 4", "1, 11, 4, 16", "1, 12, 400, 3", "2, 12, 300, 3", "1, 16, 5, 6"
  })
  void layersOverTime(int batch, int frames, int places, int c) throws Exception {
    TestWeights weights = new TestWeights(frames).with("t.weight", c, 3 * c).with("t.bias", c);
    OpCase test =
        OpCase.of(
            "time " + List.of(batch, frames, places, c),
            weights,
            m -> m.scope("t").convTemp(m.input(batch, frames, places, 1, c)));
    assertThat(derived(test)).hasSize(frames < 3 ? 0 : 2);
    check(test);
  }

  @Test
  void anotherWeightGivesAnotherResult() throws Exception {
    OpCase test = convThenTime(new TestWeights(1));
    assertThat(Targets.compare(test, Target.CPU, TOLERANCE).passed()).isTrue();
    OpCase other = convThenTime(new TestWeights(2));
    Comparison comparison =
        io.asva.core.tensor.TensorComparison.compare(
            "y",
            Targets.run(test.withWeights(other.weights()), Target.CPU),
            java.util.Objects.requireNonNull(test.expected().get("y")),
            TOLERANCE);
    assertThat(comparison.passed()).isFalse();
  }

  private static OpCase convThenTime(TestWeights weights) {
    weights.withLayer("c", 32, 32, 3, 3).with("t.weight", 32, 96).with("t.bias", 32);
    return OpCase.of(
        "conv and time",
        weights,
        m ->
            m.scope("t").convTemp(conv(m.graph(), m.input(1, 4, 5, 6, 32), Conv.square(1, 1), 32)));
  }

  private static Value conv(GraphBuilder graph, Value x, Conv conv, int out) {
    return Scope.root(graph).sub("c").conv(conv, x, out, 3, 3);
  }

  private static List<String> derived(OpCase test) {
    return OnnxWriter.write(test.graph(), test.weights(), Target.CPU).derived().stream()
        .map(weight -> weight.name())
        .toList();
  }

  private static void check(OpCase test) throws Exception {
    Comparison comparison = Targets.compare(test, Target.CPU, TOLERANCE);
    assertThat(comparison.passed()).as("%s", comparison).isTrue();
  }
}
