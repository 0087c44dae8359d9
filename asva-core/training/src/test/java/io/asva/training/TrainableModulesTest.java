package io.asva.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainableModulesTest {
  private final TrainableModules modules = new TrainableModules(List.of("_temp", "_audio"));

  @Test
  void aPartOfAnyModulesNameSelectsWhatTheModuleHolds() {
    assertThat(modules).accepts("conv_in.conv_temp.weight", "a.attn_audio.to_out.0.bias");
    assertThat(modules).accepts("a.pos_embedding_temp.linear_1.weight");
  }

  @Test
  void otherWeightsStayFrozen() {
    assertThat(modules).rejects("conv_in.weight", "a.attn1.to_q.weight");
  }

  @Test
  void aWeightsOwnNameSelectsNothing() {
    assertThat(modules).rejects("block.scale_temp", "x_audio");
  }

  @Test
  void allAreAll() {
    assertThat(TrainableModules.all()).accepts("conv_in.weight", "position");
  }
}
