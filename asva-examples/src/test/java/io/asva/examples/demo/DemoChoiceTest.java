package io.asva.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.DrawnException;
import io.asva.examples.drawn.DrawnObject;
import io.asva.examples.drawn.DrawnScene;
import org.junit.jupiter.api.Test;

class DemoChoiceTest {

  @Test
  void theFirstOfTwoThingsMoves() {
    DrawnScene scene = DemoChoice.scene("drum, bell", 5);
    assertThat(scene.category()).isEqualTo(DrawnCategory.DRUM);
    assertThat(scene.track().voice()).isEqualTo(DrawnCategory.DRUM);
    assertThat(scene.objects())
        .extracting(DrawnObject::category)
        .containsExactlyInAnyOrder(DrawnCategory.DRUM, DrawnCategory.BELL);
    assertThat(DemoChoice.scene("drum,bell", 5)).isEqualTo(scene);
    assertThat(DemoChoice.scene("drum,bell", 6)).isNotEqualTo(scene);
    assertThat(DemoChoice.scene("fire roaring", 5).objects()).hasSize(1);
  }

  @Test
  void whatTheModelsDoNotKnowIsRefused() {
    assertThatThrownBy(() -> DemoChoice.scene("zebra", 1))
        .isInstanceOf(DrawnException.class)
        .hasMessage(
            "The demo's models know no \"zebra\"; there are ball, bell, drum, fire, frog, hammer,"
                + " monster, string.");
    assertThatThrownBy(() -> DemoChoice.scene("dog", 1)).hasMessageContaining("know no \"dog\"");
    for (String things : new String[] {"frog,frog", "frog,bell,drum"}) {
      assertThatThrownBy(() -> DemoChoice.scene(things, 1))
          .hasMessage(
              "The demo's images hold one thing, or two that differ, not \"" + things + "\".");
    }
  }
}
