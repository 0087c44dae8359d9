package io.asva.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.OpCase;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.ProcessorTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** The operations that training builds on. */
class TorchModuleTest {
  private static final Shape WHOLE = Shape.of(6, 2);

  private static Value rowsTwice(OpCase.Maker m) {
    GraphBuilder graph = m.graph();
    Value product = graph.multiply(m.input(3, 2), graph.weightRows("w", WHOLE, 1, 3));
    return graph.add(
        product, graph.add(new Binary(Binary.Operator.MUL), product, graph.weight("b", 2)));
  }

  @Test
  void gradientsReachTheCheckpointsOwnTensors() {
    TestWeights weights = new TestWeights(3).with("w", 6, 2).with("b", 2);
    OpCase test = OpCase.of("rows", weights, TorchModuleTest::rowsTwice);
    float[] x = ((FloatTensor) Objects.requireNonNull(test.inputs().get("x0"))).values();
    float[] b = ((FloatTensor) weights.read("b")).values();
    try (TorchModule module = TorchModule.open(TorchScriptWriter.write(test.graph()), weights);
        PointerScope scope = new PointerScope()) {
      Map<String, Tensor> parameters = module.parameters();
      assertThat(parameters).containsOnlyKeys("w", "b");
      Tensor w = Objects.requireNonNull(parameters.get("w"));
      w.set_requires_grad(true);
      Tensor input = TorchTensors.copy(Objects.requireNonNull(test.inputs().get("x0")));
      module.forward(List.of(input)).get(0).sum().backward();
      FloatTensor gradient = (FloatTensor) TorchTensors.copy(w.grad());
      assertThat(gradient.shape()).isEqualTo(WHOLE);
      for (int row = 0; row < 6; row++) {
        for (int column = 0; column < 2; column++) {
          boolean used = 1 <= row && row < 4;
          float expected = used ? x[(row - 1) * 2 + column] * (1 + b[column]) : 0;
          assertThat(gradient.values()[row * 2 + column]).isEqualTo(expected, within(1e-5f));
        }
      }
      assertThat(Objects.requireNonNull(parameters.get("b")).requires_grad()).isFalse();
    }
  }

  @Test
  void writingToAParameterChangesTheNetwork() {
    TestWeights weights = new TestWeights(3).with("w", 6, 2).with("b", 2);
    OpCase test = OpCase.of("rows", weights, TorchModuleTest::rowsTwice);
    try (TorchModule module = TorchModule.open(TorchScriptWriter.write(test.graph()), weights);
        PointerScope scope = new PointerScope()) {
      Objects.requireNonNull(module.parameters().get("w")).zero_();
      Tensor input = TorchTensors.copy(Objects.requireNonNull(test.inputs().get("x0")));
      FloatTensor y = (FloatTensor) TorchTensors.copy(module.forward(List.of(input)).get(0));
      for (float value : y.values()) {
        assertThat(value).isZero();
      }
    }
  }

  @Test
  void thousandsOfOperationsCompileAtOnceAndDoNotCompileAgain() {
    TestWeights weights = new TestWeights(4).withLayer("l", 4, 4).withLayer("n", 4);
    OpCase test = OpCase.of("long", weights, TorchModuleTest::thousands);
    assertThat(test.graph().nodes()).hasSizeGreaterThan(4000);
    int threads = LibTorch.threads();
    LibTorch.setThreads(1);
    try (TorchModule module = TorchModule.open(TorchScriptWriter.write(test.graph()), weights);
        PointerScope scope = new PointerScope()) {
      module.parameters().values().forEach(parameter -> parameter.set_requires_grad(true));
      Tensor input = TorchTensors.copy(Objects.requireNonNull(test.inputs().get("x0")));
      List<Duration> runs = new ArrayList<>();
      for (int run = 0; run < 3; run++) {
        ProcessorTime time = ProcessorTime.start();
        module.forward(List.of(input)).get(0).sum().backward();
        runs.add(time.passed());
      }
      // A fifth of a second; with the optimising executor both take seven seconds.
      assertThat(runs.subList(1, 3))
          .allSatisfy(run -> assertThat(run).isLessThan(Duration.ofSeconds(3)));
    } finally {
      LibTorch.setThreads(threads);
    }
  }

  private static Value thousands(OpCase.Maker m) {
    GraphBuilder graph = m.graph();
    Value x = m.input(1, 2, 3, 3, 4);
    for (int i = 0; i < 1000; i++) {
      Value y = Scope.root(graph).sub("n").groupNorm(x, new GroupNorm(2, 1e-5f, 1));
      y = Scope.root(graph).sub("l").linear(graph.apply(Unary.Function.SILU, y), 4);
      x = graph.add(x, graph.affine(y, 0.1f, 0));
    }
    return x;
  }
}
