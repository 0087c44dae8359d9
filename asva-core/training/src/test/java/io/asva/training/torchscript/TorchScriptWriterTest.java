package io.asva.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.graph.OpCase;
import io.asva.core.graph.OpCases;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Op;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TorchScriptWriterTest {
  @Test
  void everyOperationHasALowering() {
    assertThat(Lowerings.kinds()).containsExactlyInAnyOrder(permitted());
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends Op>[] permitted() {
    return (Class<? extends Op>[]) Op.class.getPermittedSubclasses();
  }

  @Test
  void theSourceIsStraightAndReadsParametersByNamesAfterTheCheckpoint() {
    TestWeights weights = new TestWeights(1).withLayer("down.0.conv", 4, 3, 3, 3).with("qkv", 6, 2);
    OpCase test = OpCase.of("small", weights, TorchScriptWriterTest::small);
    TorchScript script = TorchScriptWriter.write(test.graph());
    assertThat(script.source())
        .isEqualTo(
            """
            def forward(self, a0: Tensor) -> List[Tensor]:
              v0 = torch.reshape(a0, [10, 6, 7, 3])
              v1 = torch.movedim(v0, 3, 1)
              v2 = torch.conv2d(v1, self.p_down_0_conv_weight, self.p_down_0_conv_bias, [1, 1], [1, 1])
              v3 = torch.movedim(v2, 1, 3)
              v4 = torch.reshape(v3, [2, 5, 6, 7, 4])
              v5 = torch.silu(v4)
              v6 = torch.mul(v5, self.c0)
              v7 = torch.reshape(v6, [840, 2])
              v8 = torch.linear(v7, torch.narrow(self.p_qkv, 0, 2, 4), None)
              return [v8]
            """);
    assertThat(script.parameters())
        .containsExactly(
            new TorchScript.Parameter(
                "p_down_0_conv_weight", "down.0.conv.weight", Shape.of(4, 3, 3, 3)),
            new TorchScript.Parameter("p_down_0_conv_bias", "down.0.conv.bias", Shape.of(4)),
            new TorchScript.Parameter("p_qkv", "qkv", Shape.of(6, 2)));
    assertThat(script.buffers()).hasSize(1);
    assertThat(script.inputs()).extracting(TorchScript.Input::name).containsExactly("x0");
    assertThat(script.outputs()).containsExactly("y");
  }

  private static Value small(OpCase.Maker m) {
    Value x = m.input(2, 5, 6, 7, 3);
    Value y = m.scope("down.0.conv").conv(Conv.square(1, 1), x, 4, 3, 3);
    y = m.graph().apply(Unary.Function.SILU, y);
    y = m.graph().multiply(y, m.graph().constant(FloatTensor.of(new float[] {2}, 1)));
    Value rows = m.graph().weightRows("qkv", Shape.of(6, 2), 2, 4);
    return m.graph().add(new io.asva.core.graph.op.Linear(), m.graph().reshape(y, 840, 2), rows);
  }

  @Test
  void theSameGraphGivesTheSameText() {
    for (OpCase test : OpCases.all()) {
      String source = TorchScriptWriter.write(test.graph()).source();
      assertThat(TorchScriptWriter.write(test.graph()).source()).isEqualTo(source);
    }
    List<String> again = sources();
    assertThat(sources()).isEqualTo(again);
  }

  private static List<String> sources() {
    return OpCases.all().stream().map(c -> TorchScriptWriter.write(c.graph()).source()).toList();
  }

  @Test
  void namesThatDifferInIllegalCharactersStayApart() {
    TestWeights weights =
        new TestWeights(1).with("a.b_c", 2).with("a_b.c", 2).with("a_b_c_2", 2).with("a-b/ü", 2);
    OpCase test =
        OpCase.of(
            "names",
            weights,
            m ->
                m.graph()
                    .concat(
                        0,
                        m.input(1),
                        m.graph().weight("a.b_c", 2),
                        m.graph().weight("a_b.c", 2),
                        m.graph().weight("a_b_c_2", 2),
                        m.graph().weight("a-b/ü", 2),
                        m.graph().weight("a.b_c", 2)));
    assertThat(TorchScriptWriter.write(test.graph()).parameters())
        .extracting(TorchScript.Parameter::identifier)
        .containsExactly("p_a_b_c", "p_a_b_c_2", "p_a_b_c_2_2", "p_a_b__");
  }

  @Test
  void numbersReadBackAsTheyWere() {
    assertThat(Source.literal(0.1f)).isEqualTo("0.1");
    assertThat((float) Double.parseDouble(Source.literal(1e-12f))).isEqualTo(1e-12f);
    assertThat(Source.literal(Float.NEGATIVE_INFINITY)).isEqualTo("float(\"-inf\")");
    assertThat(Source.literal(Float.NaN)).isEqualTo("float(\"nan\")");
  }

  @Test
  void aConvolutionOverNoAxisIsRefused() {
    TestWeights weights = new TestWeights(1).with("w.weight", 2, 3);
    Conv conv = new Conv(List.of(), List.of(), List.of());
    OpCase test =
        OpCase.of("flat", weights, m -> m.scope("w").convWithoutBias(conv, m.input(4, 3), 2));
    assertThatThrownBy(() -> TorchScriptWriter.write(test.graph()))
        .isInstanceOf(TorchScriptException.class)
        .hasMessageContaining("case 'flat': Conv[")
        .hasMessageEndingWith("goes over 0 axes; TorchScript has convolutions over 1 to 3");
  }
}
