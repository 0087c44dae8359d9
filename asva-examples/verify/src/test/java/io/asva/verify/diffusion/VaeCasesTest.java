package io.asva.verify.diffusion;

import io.asva.core.testing.ChangedWeights;
import io.asva.verify.GoldenCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaeCasesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "encoder.down_blocks.1.resnets.0.conv_shortcut.weight",
        "encoder.mid_block.attentions.0.to_k.weight",
        "quant_conv.bias",
        "decoder.up_blocks.2.resnets.1.norm2.weight",
        "decoder.mid_block.attentions.0.group_norm.weight",
        "post_quant_conv.weight",
      })
  void oneChangedWeightTurnsTheComparisonRed(String name) {
    GoldenCases.assertFails(
        new VaeCases(weights -> ChangedWeights.perturbed(weights, name)),
        GoldenCases.ofKind("vae").get(0));
  }
}
