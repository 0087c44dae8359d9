package io.asva.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeightViewsTest {
  private static WeightTensor tensor(String name, int... dims) {
    Shape shape = Shape.of(dims);
    ByteBuffer bytes = ByteBuffer.allocate((int) shape.elements());
    return new WeightTensor(name, ElementType.U8, shape, new WeightTensor.InMemory(bytes));
  }

  private static Weights weights(WeightTensor... tensors) {
    return Weights.of("a test", List.of(tensors));
  }

  private static Stream<String> names(Weights weights) {
    return weights.tensors().stream().map(t -> t.name() + " " + t.shape());
  }

  @Test
  void aPrefixSelectsAndIsLeftOut() {
    Weights all = weights(tensor("unet.a", 1), tensor("vae.a", 2), tensor("unet.b.c", 3));

    assertThat(names(all.prefix("unet."))).containsExactly("a 1", "b.c 3");
    assertThat(names(all.prefix("none."))).isEmpty();
  }

  @Test
  void renamingMustKeepNamesApart() {
    Weights all = weights(tensor("a", 1), tensor("b", 2));

    assertThat(names(all.renamed(n -> n + "x"))).containsExactly("ax 1", "bx 2");
    assertThatThrownBy(() -> all.renamed(n -> "same"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("a test has two tensors named same");
  }

  @Test
  void reshapingMustKeepTheElements() {
    Weights all = weights(tensor("a", 2, 3, 1, 1));

    assertThat(names(all.reshaped(t -> Shape.of(2, 3)))).containsExactly("a 2x3");
    assertThatThrownBy(() -> all.reshaped(t -> Shape.of(5)))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("a of shape 2x3x1x1 can't be seen as one of shape 5");
  }

  @Test
  void oldNamesOfTheVaesAttentionBecomeTodays() {
    Weights old =
        weights(
            tensor("encoder.mid_block.attentions.0.query.weight", 4, 4, 1, 1),
            tensor("encoder.mid_block.attentions.0.key.bias", 4),
            tensor("decoder.mid_block.attentions.0.value.weight", 4, 4),
            tensor("decoder.mid_block.attentions.0.proj_attn.weight", 4, 4, 1, 1),
            tensor("decoder.mid_block.attentions.0.group_norm.weight", 4),
            tensor("quant_conv.weight", 8, 8, 1, 1));

    assertThat(names(VaeNames.current(old)))
        .containsExactly(
            "encoder.mid_block.attentions.0.to_q.weight 4x4",
            "encoder.mid_block.attentions.0.to_k.bias 4",
            "decoder.mid_block.attentions.0.to_v.weight 4x4",
            "decoder.mid_block.attentions.0.to_out.0.weight 4x4",
            "decoder.mid_block.attentions.0.group_norm.weight 4",
            "quant_conv.weight 8x8x1x1");
  }

  @Test
  void todaysNamesStayWithMatricesMadeOfConvolutions() {
    Weights current = weights(tensor("decoder.mid_block.attentions.0.to_out.0.weight", 4, 4, 1, 1));

    assertThat(names(VaeNames.current(current)))
        .containsExactly("decoder.mid_block.attentions.0.to_out.0.weight 4x4");
  }
}
