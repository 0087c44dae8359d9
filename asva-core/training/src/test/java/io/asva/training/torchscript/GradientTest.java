package io.asva.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.graph.NaiveInterpreter;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.OpCases;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.WeightTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients through every operation, along one random direction, against the difference quotient of
 * the control.
 */
class GradientTest {
  private static final float STEP = 1e-2f;

  /**
   * Where the control's quotient is wrong: a jump, rounding to half precision, divisors near zero,
   * sums that round the step.
   */
  private static final Set<String> NO_QUOTIENT =
      Set.of("l2 of zeros", "cast to half and back", "DIV alike", "affine shift");

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  private static List<OpCase> cases() {
    return OpCases.all().stream()
        .filter(c -> c.expected().get("y") instanceof FloatTensor)
        .filter(c -> !NO_QUOTIENT.contains(c.name()))
        .toList();
  }

  /** Whose gradients are wanted. */
  private enum Wanted {
    /** Those of the weights alone, as in the first layers of a network. */
    WEIGHTS,
    /** Those of the inputs alone, as in frozen layers. */
    INPUTS,
    /** Both. */
    ALL
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreeWithDifferenceQuotients(OpCase test) {
    for (Wanted wanted : Wanted.values()) {
      Map<String, FloatTensor> direction = direction(test, wanted);
      double[] loss = lossWeights(test);
      double ahead = loss(test, direction, STEP, loss);
      double behind = loss(test, direction, -STEP, loss);
      double expected = (ahead - behind) / (2 * STEP);
      double scale = 1 + Math.abs(expected) + 0.01 * loss.length;
      assertThat(slope(test, direction, loss))
          .as("gradient of %s", wanted)
          .isEqualTo(expected, within(2e-3 * scale));
    }
  }

  /** A direction for each array whose gradient is wanted. */
  private static Map<String, FloatTensor> direction(OpCase test, Wanted wanted) {
    Random random = new Random(99);
    Map<String, FloatTensor> result = new LinkedHashMap<>();
    if (wanted != Wanted.WEIGHTS) {
      test.inputs().forEach((name, x) -> put(result, random, name, x));
    }
    if (wanted != Wanted.INPUTS) {
      for (TorchScript.Parameter p : TorchScriptWriter.write(test.graph()).parameters()) {
        put(result, random, p.name(), test.weights().read(p.name()));
      }
    }
    return result;
  }

  private static void put(
      Map<String, FloatTensor> result, Random random, String name, Tensor tensor) {
    if (tensor instanceof FloatTensor) {
      result.put(name, TestWeights.randomTensor(random, tensor.shape().dims()));
    }
  }

  private static double[] lossWeights(OpCase test) {
    int n = Math.toIntExact(Objects.requireNonNull(test.expected().get("y")).shape().elements());
    return new Random(7).doubles(n, -1, 1).toArray();
  }

  /** The control's loss, a step along the direction. */
  private static double loss(
      OpCase test, Map<String, FloatTensor> direction, float step, double[] weights) {
    Map<String, Tensor> inputs = new LinkedHashMap<>(test.inputs());
    inputs.replaceAll((name, x) -> moved(x, direction.get(name), step));
    TestWeights moved = new TestWeights(0);
    for (WeightTensor tensor : test.weights().tensors()) {
      Tensor values = test.weights().read(tensor.name());
      moved.with(tensor.name(), (FloatTensor) moved(values, direction.get(tensor.name()), step));
    }
    Tensor y = Objects.requireNonNull(NaiveInterpreter.run(test.graph(), moved, inputs).get("y"));
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * y.valueAt(i);
    }
    return sum;
  }

  private static Tensor moved(Tensor x, @Nullable FloatTensor direction, float step) {
    if (direction == null) {
      return x;
    }
    float[] values = ((FloatTensor) x).values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += step * direction.values()[i];
    }
    return new FloatTensor(x.shape(), values);
  }

  /** The derivative along the direction by libtorch's gradients. */
  private static double slope(OpCase test, Map<String, FloatTensor> direction, double[] weights) {
    TorchScript script = TorchScriptWriter.write(test.graph());
    try (TorchModule module = TorchModule.open(script, test.weights());
        PointerScope scope = new PointerScope()) {
      Map<String, org.bytedeco.pytorch.Tensor> leaves = new LinkedHashMap<>(module.parameters());
      List<org.bytedeco.pytorch.Tensor> inputs = new ArrayList<>();
      for (TorchScript.Input input : script.inputs()) {
        inputs.add(TorchTensors.copy(Objects.requireNonNull(test.inputs().get(input.name()))));
        leaves.put(input.name(), inputs.get(inputs.size() - 1));
      }
      leaves.forEach((name, leaf) -> leaf.set_requires_grad(direction.containsKey(name)));
      org.bytedeco.pytorch.Tensor y = module.forward(inputs).get(0);
      if (!y.requires_grad()) {
        return 0; // it depends on nothing that moves
      }
      org.bytedeco.pytorch.Tensor weighting = TorchTensors.copy(likeOutput(test, weights));
      y.backward(weighting, new BoolOptional(), false, new TensorArrayRefOptional());
      double sum = 0;
      for (Map.Entry<String, FloatTensor> entry : direction.entrySet()) {
        sum += product(Objects.requireNonNull(leaves.get(entry.getKey())), entry.getValue());
      }
      return sum;
    }
  }

  private static FloatTensor likeOutput(OpCase test, double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    Value y = Objects.requireNonNull(test.graph().outputs().get("y"));
    return new FloatTensor(y.shape(), floats);
  }

  private static double product(org.bytedeco.pytorch.Tensor leaf, FloatTensor direction) {
    org.bytedeco.pytorch.Tensor gradient = leaf.grad();
    if (!gradient.defined()) {
      return 0;
    }
    Tensor values = TorchTensors.copy(gradient);
    double sum = 0;
    for (int i = 0; i < direction.values().length; i++) {
      sum += values.valueAt(i) * direction.values()[i];
    }
    return sum;
  }
}
