package io.asva.diffusion.scheduler;

import io.asva.core.golden.GoldenCase;
import io.asva.core.testing.GoldenCases;
import io.asva.diffusion.golden.SchedulerCases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulerGoldenTest {
  static List<GoldenCase> schedulers() {
    return GoldenCases.ofKind("scheduler");
  }

  static List<GoldenCase> noises() {
    return GoldenCases.ofKind("scheduler.add_noise");
  }

  @ParameterizedTest
  @MethodSource("schedulers")
  void stepsAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new SchedulerCases(), golden);
  }

  @ParameterizedTest
  @MethodSource("noises")
  void addsNoiseAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new SchedulerCases(), golden);
  }

  @Test
  void anotherOutputTurnsTheComparisonRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new SchedulerCases(),
        GoldenCases.perturbed(schedulers().get(0), "inputs.safetensors", folder));
  }

  @Test
  void otherNoiseTurnsTheComparisonRed(@TempDir Path folder) {
    GoldenCases.assertFails(
        new SchedulerCases(), GoldenCases.perturbed(noises().get(0), "inputs.safetensors", folder));
  }
}
