package io.asva.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.examples.drawn.DrawnScene;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class GalleryTest {

  @Test
  void aDozenClipsEndWithOneImageToTwoAudios() {
    List<DrawnScene> scenes = Gallery.scenes(3);
    assertThat(new HashSet<>(scenes)).hasSize(12);
    assertThat(scenes.stream().map(DrawnScene::category).distinct())
        .hasSameSizeAs(Demo.EDITION.categories());
    DrawnScene first = scenes.get(10);
    DrawnScene second = scenes.get(11);
    assertThat(second.objects()).hasSize(2).isEqualTo(first.objects());
    assertThat(second.still(48, 48).rgb()).isEqualTo(first.still(48, 48).rgb());
    assertThat(second.track().onsets()).isNotEqualTo(first.track().onsets());
  }

  @Test
  void thePageShowsEachClip() {
    String page = Gallery.page(List.of("a frog", "a bell"), List.of("01-frog", "02-bell"));
    assertThat(page)
        .contains("<video src=\"01-frog.mp4\"", "<img src=\"02-bell.png\"", "a bell</figcaption>")
        .doesNotContain("FIGURES", "%1", "%2");
  }
}
