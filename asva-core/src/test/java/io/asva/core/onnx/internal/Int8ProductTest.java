package io.asva.core.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.onnx.DerivedWeight;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.TensorComparison;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Linear layers in integers of 8 bits, against a control that quantises number by number. */
class Int8ProductTest {
  private static final int ROWS = 96;
  private static final int IN = 48;
  private static final int OUT = 40;

  @Test
  void linearLayersAreThoseOfQuantisedNumbers() throws Exception {
    OpCase test =
        OpCase.of(
            "linear", weights(OUT, IN), m -> m.scope("c").linear(m.input(2, ROWS / 2, IN), OUT));
    check(test, ROWS, IN, OUT);
  }

  @Test
  void convolutionsOfOnePixelAreToo() throws Exception {
    OpCase test =
        OpCase.of(
            "pointwise",
            weights(OUT, IN, 1, 1),
            m -> conv(m, m.input(4, 4, ROWS / 16, IN), Conv.square(1, 0), 1));
    check(test, ROWS, IN, OUT);
  }

  @Test
  void weightsTakeAQuarterOfTheMemory() {
    OpCase test =
        OpCase.of("memory", weights(OUT, IN), m -> m.scope("c").linear(m.input(ROWS, IN), OUT));
    assertThat(derived(test).stream().mapToLong(DerivedWeight::bytes).sum())
        .isEqualTo(OUT * IN + OUT * Float.BYTES);
    assertThat(OnnxWriter.write(test.graph(), test.weights(), Target.CPU_INT8).inMemory())
        .doesNotContainKey("c.weight");
  }

  @Test
  void fewRowsAndLargerKernelsStayInSinglePrecision() throws Exception {
    OpCase few = OpCase.of("few", weights(OUT, IN), m -> m.scope("c").linear(m.input(5, IN), OUT));
    assertThat(derived(few)).isEmpty();
    assertThat(Targets.compare(few, Target.CPU_INT8, 1e-5).passed()).isTrue();
    OpCase kernel =
        OpCase.of(
            "kernel",
            weights(OUT, IN, 3, 3),
            m -> conv(m, m.input(2, 9, 9, IN), Conv.square(1, 1), 3));
    assertThat(Targets.compare(kernel, Target.CPU_INT8, 1e-5).passed()).isTrue();
  }

  @Test
  void aChannelWithoutWeightsIsItsBias() throws Exception {
    TestWeights weights = new TestWeights(4).with("c.weight", FloatTensor.zeros(OUT, IN));
    OpCase test =
        OpCase.of(
            "zeros", weights.with("c.bias", OUT), m -> m.scope("c").linear(m.input(ROWS, IN), OUT));
    assertThat(Targets.compare(test, Target.CPU_INT8, 1e-7).passed()).isTrue();
  }

  /**
   * Weights of every second input are zero: processors without VNNI add two products in 16 bits,
   * which might not hold them.
   */
  private static TestWeights weights(int... dims) {
    float[] values = TestWeights.randomTensor(new Random(7), dims).values();
    for (int i = 1; i < values.length; i += 2) {
      values[i] = dims.length > 2 && dims[2] > 1 ? values[i] : 0;
    }
    return new TestWeights(8).with("c.weight", FloatTensor.of(values, dims)).with("c.bias", OUT);
  }

  private static Value conv(OpCase.Maker maker, Value x, Conv conv, int kernel) {
    return Scope.root(maker.graph()).sub("c").conv(conv, x, OUT, kernel, kernel);
  }

  private static List<DerivedWeight> derived(OpCase test) {
    return OnnxWriter.write(test.graph(), test.weights(), Target.CPU_INT8).derived();
  }

  private static void check(OpCase test, int rows, int in, int out) throws Exception {
    assertThat(derived(test))
        .extracting(DerivedWeight::name)
        .containsExactlyInAnyOrder(name(test) + "/int8", name(test) + "/int8/scale");
    FloatTensor exact = (FloatTensor) Objects.requireNonNull(test.expected().get("y"));
    FloatTensor found = (FloatTensor) Targets.run(test, Target.CPU_INT8);
    FloatTensor expected = new FloatTensor(exact.shape(), control(test, rows, in, out));
    assertThat(TensorComparison.compare("y", found, expected, 1e-5)).matches(c -> c.passed());
    assertThat(TensorComparison.compare("y", found, exact, 1e-5)).matches(c -> !c.passed());
    assertThat(TensorComparison.compare("y", found, exact, 2e-2)).matches(c -> c.passed());
  }

  private static String name(OpCase test) {
    return derived(test).get(0).name().replace("/int8", "");
  }

  private static float[] control(OpCase test, int rows, int in, int out) {
    float[] x = ((FloatTensor) test.inputs().values().iterator().next()).values();
    float[] w = ((FloatTensor) test.weights().read("c.weight")).values();
    float[] bias = ((FloatTensor) test.weights().read("c.bias")).values();
    float least = 0;
    float most = 0;
    for (float v : x) {
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
    float step = (most - least) / 255;
    double zero = Math.rint(-least / step);
    float[] y = new float[rows * out];
    for (int o = 0; o < out; o++) {
      float largest = 0;
      for (int i = 0; i < in; i++) {
        largest = Math.max(largest, Math.abs(w[o * in + i]));
      }
      for (int r = 0; r < rows; r++) {
        double sum = 0;
        for (int i = 0; i < in; i++) {
          double a = Math.max(0, Math.min(255, Math.rint(x[r * in + i] / step) + zero)) - zero;
          sum += a * Math.rint(w[o * in + i] / (largest / 127));
        }
        y[r * out + o] = (float) (sum * step * (largest / 127) + bias[o]);
      }
    }
    return y;
  }
}
