package io.asva.examples.training.causes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.scheduler.DenoisingSteps;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.TrainingNoise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LateStartTest {

  @ParameterizedTest
  @CsvSource({"epsilon, 1", "epsilon, 7", "v_prediction, 1", "v_prediction, 7"})
  void whoKnowsTheNoiseGetsTheTruthBack(String prediction, int steps) {
    SchedulerConfig config =
        SchedulerConfig.parse(
            "{\"beta_start\": 0.00085, \"beta_end\": 0.012, \"beta_schedule\": \"scaled_linear\","
                + " \"prediction_type\": \""
                + prediction
                + "\"}");
    TrainingNoise noise = TrainingNoise.of(config);
    FloatTensor truth = CounterRandom.of(1).normal(1, 50);
    FloatTensor draws = CounterRandom.of(2).normal(1, 50);
    DenoisingSteps denoising = new LateStart(config, 700).start(steps);
    assertThat(denoising.count()).isEqualTo(steps);
    assertThat(denoising.timestep(0)).isEqualTo(700);
    FloatTensor sample = noise.add(truth, draws, new long[] {700});
    for (int i = 0; i < steps; i++) {
      long[] level = {denoising.timestep(i)};
      FloatTensor known =
          prediction.equals("epsilon") ? draws : noise.velocity(truth, draws, level);
      sample = denoising.step(i, known, sample);
    }
    for (int i = 0; i < 50; i++) {
      assertThat(sample.values()[i]).isCloseTo(truth.values()[i], within(1e-4f));
    }
  }
}
