package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimatorWarmUpTest {
  private static Path models;

  @BeforeAll
  static void makeModels(@TempDir Path folder) {
    models = TinyModels.folder(folder);
  }

  private static Animator open() {
    return TinyRequests.animator(models).build();
  }

  @Test
  void leavesResultsAsTheyAre() {
    AnimationRequest request = TinyRequests.request().steps(2).build();
    try (Animator cold = open();
        Animator warm = open()) {
      List<Progress> told = new ArrayList<>();
      warm.warmUp(new ProgressMonitor(told::add));
      assertThat(told).extracting(Progress::stage).containsOnly("warming up");
      assertThat(told).extracting(Progress::step).containsExactly(0, 1, 2, 3, 4);
      warm.warmUp();
      assertThat(warm.animate(request).clip().latents().values())
          .isEqualTo(cold.animate(request).clip().latents().values());
    }
  }

  @Test
  void isCancelledAndTurnedAwayAsRequestsAre() {
    Animator animator = open();
    ProgressMonitor stopped = ProgressMonitor.none();
    stopped.cancel();
    assertThatThrownBy(() -> animator.warmUp(stopped)).isInstanceOf(CancelledException.class);
    assertThatThrownBy(
            () ->
                animator.warmUp(
                    new ProgressMonitor(
                        progress -> {
                          animator.warmUp();
                        })))
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("from within another one");
    animator.close();
    assertThatThrownBy(animator::warmUp).isInstanceOf(ClosedException.class);
  }
}
