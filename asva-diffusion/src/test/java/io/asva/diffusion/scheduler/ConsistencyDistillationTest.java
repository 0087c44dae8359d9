package io.asva.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.tensor.FloatTensor;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyDistillationTest {
  private static final String SD =
      "\"beta_start\": 0.00085, \"beta_end\": 0.012, \"beta_schedule\": \"scaled_linear\","
          + " \"clip_sample\": false, \"set_alpha_to_one\": false";

  private static SchedulerConfig config(String prediction, String... more) {
    String rest = String.join(", ", more);
    return SchedulerConfig.parse(
        "{" + SD + ", \"prediction_type\": \"" + prediction + "\"" + rest + "}");
  }

  private static FloatTensor normal(long seed, int... dims) {
    Random random = new Random(seed);
    FloatTensor result = FloatTensor.zeros(dims);
    for (int i = 0; i < result.values().length; i++) {
      result.values()[i] = (float) random.nextGaussian();
    }
    return result;
  }

  private static void close(FloatTensor actual, float[] expected) {
    assertThat(actual.values()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double allowed = 2e-6 * (1 + Math.abs(expected[i]));
      assertThat((double) actual.values()[i]).isCloseTo(expected[i], within(allowed));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epsilon", "v_prediction", "sample"})
  void theTeachersStepsAreThoseOfDdim(String prediction) {
    for (int steps : new int[] {50, 20}) {
      SchedulerConfig config =
          config(
              prediction,
              ", \"timestep_spacing\": \"trailing\", \"original_inference_steps\": " + steps);
      ConsistencyDistillation distillation = ConsistencyDistillation.of(config);
      DenoisingSteps ddim = Schedulers.ddim(config).start(steps);
      assertThat(distillation.count()).isEqualTo(steps).isEqualTo(ddim.count());
      for (int i = 0; i < steps; i++) {
        assertThat(distillation.from(i)).isEqualTo(ddim.timestep(i));
        assertThat(distillation.to(i)).isEqualTo(i + 1 < steps ? ddim.timestep(i + 1) : 0);
        FloatTensor sample = normal(i, 1, 3, 2);
        FloatTensor output = normal(100 + i, 1, 3, 2);
        close(
            distillation.solver(new int[] {i}).of(sample, output),
            ddim.step(i, output, sample).values());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epsilon", "v_prediction", "sample"})
  void atTimestepZeroTheFunctionIsTheSample(String prediction) {
    FloatTensor sample = normal(1, 2, 3, 2);
    FloatTensor result =
        ConsistencyDistillation.of(config(prediction))
            .function(new long[] {0, 0})
            .of(sample, normal(2, 2, 3, 2));
    assertThat(result.values()).containsExactly(sample.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"epsilon", "v_prediction", "sample"})
  void theFunctionIsWhatTheLcmSamplerComputes(String prediction) {
    for (int steps : new int[] {50, 7, 3}) {
      SchedulerConfig config = config(prediction, ", \"original_inference_steps\": " + steps);
      DenoisingSteps lcm = Schedulers.lcm(config).start(1);
      FloatTensor sample = normal(1, 1, 3, 2);
      FloatTensor output = normal(2, 1, 3, 2);
      close(
          ConsistencyDistillation.of(config)
              .function(new long[] {lcm.timestep(0)})
              .of(sample, output),
          lcm.step(0, output, sample).values());
    }
  }

  @Test
  void theFunctionHasTheScalingsOfThePaper() {
    double[] alphas = alphas();
    long[] at = {0, 19, 259, 979};
    FloatTensor sample = normal(1, 4, 5);
    FloatTensor output = normal(2, 4, 5);
    FloatTensor actual =
        ConsistencyDistillation.of(config("epsilon")).function(at).of(sample, output);
    float[] expected = new float[20];
    for (int i = 0; i < 20; i++) {
      double a = alphas[(int) at[i / 5]];
      double scaled = 10.0 * at[i / 5];
      double skip = 0.25 / (scaled * scaled + 0.25);
      double out = scaled / Math.sqrt(scaled * scaled + 0.25);
      double z = sample.values()[i];
      double clean = (z - Math.sqrt(1 - a) * output.values()[i]) / Math.sqrt(a);
      expected[i] = (float) (skip * z + out * clean);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(actual.values()[i]).isCloseTo(expected[i], within(2e-5f));
    }
  }

  /** The share of the signal's variance that is left, in double precision. */
  private static double[] alphas() {
    double[] alphas = new double[1000];
    double product = 1;
    for (int t = 0; t < 1000; t++) {
      double root = Math.sqrt(0.00085) + (Math.sqrt(0.012) - Math.sqrt(0.00085)) * t / 999;
      product *= 1 - root * root;
      alphas[t] = product;
    }
    return alphas;
  }

  @Test
  void clipsOfABatchHaveTimestepsOfTheirOwn() {
    ConsistencyDistillation distillation = ConsistencyDistillation.of(config("epsilon"));
    FloatTensor sample = normal(1, 3, 4);
    FloatTensor output = normal(2, 3, 4);
    FloatTensor together = distillation.solver(new int[] {49, 0, 20}).of(sample, output);
    int[] steps = {49, 0, 20};
    for (int i = 0; i < 3; i++) {
      FloatTensor alone =
          distillation
              .solver(new int[] {steps[i]})
              .of(sample.narrow(0, i, 1), output.narrow(0, i, 1));
      assertThat(together.narrow(0, i, 1).values()).containsExactly(alone.values());
    }
    assertThat(IntStream.of(49, 0).map(distillation::to)).containsExactly(0, 979);
    assertThatThrownBy(() -> distillation.solver(new int[] {1}).of(sample, output))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("Samples of 3x4")
        .hasMessageContaining("1 timesteps");
  }

  @Test
  void clampedSamplesAndNoiseAloneAreRefused() {
    SchedulerConfig clamped = SchedulerConfig.parse("{\"clip_sample\": true}");
    assertThatThrownBy(() -> ConsistencyDistillation.of(clamped))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("set the scheduler's `clip_sample` to false");
    assertThatThrownBy(
            () ->
                ConsistencyDistillation.of(config("epsilon", ", \"rescale_betas_zero_snr\": true")))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("`prediction_type` epsilon");
    assertThat(
            ConsistencyDistillation.of(config("v_prediction", ", \"rescale_betas_zero_snr\": true"))
                .function(new long[] {999})
                .second()
                .values()[0])
        .isFinite();
  }
}
