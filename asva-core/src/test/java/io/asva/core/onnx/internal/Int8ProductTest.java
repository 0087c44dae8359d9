package io.asva.core.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
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
  private static final int ROWS = 192;
  private static final int SHORT = 40;
  private static final int LONG = 48;
  private static final double ROUNDING = 1e-5;
  private static final double INTEGERS = 2e-2;

  @Test
  void rowsShareAScale() throws Exception {
    check(layer(weights(LONG, SHORT), rows(SHORT)), SHORT, LONG);
  }

  @Test
  void rowsThatAreLongerThanTheirResultsHaveOneEach() throws Exception {
    check(layer(weights(SHORT, LONG), rows(LONG)), LONG, SHORT);
  }

  @Test
  void rowsOfZerosAreTheBias() throws Exception {
    OpCase test = layer(weights(SHORT, LONG), FloatTensor.zeros(ROWS, LONG));
    assertThat(Targets.compare(test, Target.CPU_INT8, ROUNDING).passed()).isTrue();
  }

  @Test
  void channelsWithoutWeightsAreTheirBias() throws Exception {
    TestWeights weights =
        new TestWeights(4).with("c.weight", FloatTensor.zeros(LONG, SHORT)).with("c.bias", LONG);
    OpCase test = layer(weights, rows(SHORT));
    assertThat(Targets.compare(test, Target.CPU_INT8, ROUNDING).passed()).isTrue();
  }

  @Test
  void weightsTakeAQuarterOfTheMemory() {
    OpCase test = layer(weights(LONG, SHORT), rows(SHORT));
    assertThat(derived(test).stream().mapToLong(DerivedWeight::bytes).sum())
        .isEqualTo(LONG * SHORT + LONG * Float.BYTES);
    assertThat(OnnxWriter.write(test.graph(), test.weights(), Target.CPU_INT8).inMemory())
        .doesNotContainKey("c.weight");
  }

  @Test
  void fewRowsStayInSinglePrecision() throws Exception {
    OpCase test =
        OpCase.of("few", weights(LONG, SHORT), m -> m.scope("c").linear(m.input(77, SHORT), LONG));
    assertThat(derived(test)).isEmpty();
    assertThat(Targets.compare(test, Target.CPU_INT8, ROUNDING).passed()).isTrue();
  }

  private static OpCase layer(TestWeights weights, FloatTensor x) {
    int out = weights.require("c.bias").shape().dim(0);
    return OpCase.of("layer", weights, m -> m.scope("c").linear(m.input(x), out));
  }

  /** Rows of several sizes. */
  private static FloatTensor rows(int in) {
    FloatTensor x = TestWeights.randomTensor(new Random(3), ROWS, in);
    for (int i = 0; i < x.values().length; i++) {
      x.values()[i] *= 1 << (i / in % 3);
    }
    return x;
  }

  /**
   * Weights of every second input are zero: processors without VNNI add two products in 16 bits,
   * which might not hold them.
   */
  private static TestWeights weights(int out, int in) {
    float[] values = TestWeights.randomTensor(new Random(7), out, in).values();
    for (int i = 1; i < values.length; i += 2) {
      values[i] = 0;
    }
    return new TestWeights(8).with("c.weight", FloatTensor.of(values, out, in)).with("c.bias", out);
  }

  private static List<DerivedWeight> derived(OpCase test) {
    return OnnxWriter.write(test.graph(), test.weights(), Target.CPU_INT8).derived();
  }

  private static void check(OpCase test, int in, int out) throws Exception {
    assertThat(derived(test))
        .extracting(DerivedWeight::name)
        .containsExactly("c.weight/int8", "c.weight/int8/scale");
    FloatTensor exact = (FloatTensor) Objects.requireNonNull(test.expected().get("y"));
    FloatTensor found = (FloatTensor) Targets.run(test, Target.CPU_INT8);
    FloatTensor expected = new FloatTensor(exact.shape(), control(test, in, out));
    assertThat(TensorComparison.compare("y", found, expected, ROUNDING)).matches(c -> c.passed());
    assertThat(TensorComparison.compare("y", found, exact, ROUNDING)).matches(c -> !c.passed());
    assertThat(TensorComparison.compare("y", found, exact, INTEGERS)).matches(c -> c.passed());
  }

  private static float[] control(OpCase test, int in, int out) {
    float[] x = ((FloatTensor) Objects.requireNonNull(test.inputs().get("x0"))).values().clone();
    float[] w = ((FloatTensor) test.weights().read("c.weight")).values();
    float[] bias = ((FloatTensor) test.weights().read("c.bias")).values();
    float[] sizes = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      sizes[r] = in > out ? largest(x, r, in) : 1;
      for (int i = 0; i < in; i++) {
        x[r * in + i] /= sizes[r];
      }
    }
    float least = 0;
    float most = 0;
    for (float v : x) {
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
    float step = (most - least) / 255;
    double zero = Math.rint(-least / step);
    float[] y = new float[ROWS * out];
    for (int o = 0; o < out; o++) {
      float scale = largest(w, o, in) / 127;
      for (int r = 0; r < ROWS; r++) {
        double sum = 0;
        for (int i = 0; i < in; i++) {
          double a = Math.max(0, Math.min(255, Math.rint(x[r * in + i] / step) + zero)) - zero;
          sum += a * Math.rint(w[o * in + i] / scale);
        }
        y[r * out + o] = (float) (sum * step * scale * sizes[r] + bias[o]);
      }
    }
    return y;
  }

  private static float largest(float[] values, int row, int length) {
    float largest = 0;
    for (int i = row * length; i < (row + 1) * length; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }
}
