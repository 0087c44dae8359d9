package io.asva.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.diffusion.AnimatedClip;
import org.junit.jupiter.api.Test;

class AnimatorOverheadBenchmarkTest {
  @Test
  void aClipIsMadeAndItsTimeIsSplit() throws Exception {
    AnimatorOverheadBenchmark.Work work = new AnimatorOverheadBenchmark.Work();
    work.size = "64x64";
    work.steps = 2;
    work.open();
    try {
      AnimatorOverheadBenchmark.Split split = new AnimatorOverheadBenchmark.Split();
      split.reset();
      AnimatedClip clip = new AnimatorOverheadBenchmark().clip(work, split);
      assertThat(clip.pixels().shape()).hasToString("12x3x64x64");
      assertThat(split.insideMillis()).isPositive();
      assertThat(split.outsideMillis()).isPositive();
    } finally {
      work.close();
    }
  }
}
