package io.asva.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulersTest {
  private static final SchedulerConfig SD = SchedulerConfig.stableDiffusion();

  @Test
  void pndmEvaluatesTheSecondTimestepTwice() {
    DenoisingSteps steps = Schedulers.pndm(SD).start(50);
    assertThat(steps.count()).isEqualTo(51);
    assertThat(IntStream.range(0, 4).map(steps::timestep)).containsExactly(981, 961, 961, 941);
    assertThat(steps.timestep(50)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pndm", "ddim", "dpm++", "unipc"})
  void aNetworkThatKnowsTheNoiseLeadsBackToTheSample(String name) {
    Scheduler scheduler = Schedulers.named(name, SD);
    FloatTensor clean = normal(1);
    FloatTensor noise = normal(2);
    TrainingNoise training = TrainingNoise.of(SD);
    DenoisingSteps steps = scheduler.start(20);
    FloatTensor sample = training.add(clean, noise, new long[] {steps.timestep(0)});
    for (int i = 0; i < steps.count(); i++) {
      sample = steps.step(i, noise, sample);
    }
    for (int i = 0; i < clean.values().length; i++) {
      // The noise of the first training timestep, 0.03, remains for PNDM and DDIM.
      assertThat(sample.values()[i]).isCloseTo(clean.values()[i], within(0.13f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pndm", "ddim", "dpm++", "unipc", "lcm", "tcd"})
  void clipsDoNotDisturbEachOther(String name) {
    Scheduler scheduler = Schedulers.named(name, SD);
    DenoisingSteps one = scheduler.start(6);
    DenoisingSteps other = scheduler.start(6);
    FloatTensor a = normal(3);
    FloatTensor b = normal(3);
    for (int i = 0; i < one.count(); i++) {
      a = one.step(i, normal(10 + i), a);
      other.step(i, normal(50 + i), b);
      b = normal(90 + i);
    }
    DenoisingSteps alone = scheduler.start(6);
    FloatTensor c = normal(3);
    for (int i = 0; i < alone.count(); i++) {
      c = alone.step(i, normal(10 + i), c);
    }
    assertThat(a.values()).containsExactly(c.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pndm", "ddim", "dpm++", "unipc", "lcm", "tcd"})
  void argumentsAreLeftAsTheyWere(String name) {
    DenoisingSteps steps = Schedulers.named(name, SD).start(8);
    FloatTensor sample = normal(1);
    for (int i = 0; i < steps.count(); i++) {
      FloatTensor output = normal(20 + i);
      float[] before = sample.values().clone();
      FloatTensor next = steps.step(i, output, sample);
      assertThat(sample.values()).containsExactly(before);
      assertThat(output.values()).containsExactly(normal(20 + i).values());
      assertThat(next.values()).isNotSameAs(sample.values());
      sample = next;
    }
  }

  @Test
  void stepsComeInOrderAndOnce() {
    DenoisingSteps steps = Schedulers.ddim(SD).start(2);
    FloatTensor x = normal(1);
    assertThatThrownBy(() -> steps.step(1, x, x))
        .isInstanceOf(SchedulerException.class)
        .hasMessage("Step 1 was asked for where step 0 of 2 follows.");
    steps.step(0, x, x);
    steps.step(1, x, x);
    assertThatThrownBy(() -> steps.step(2, x, x)).isInstanceOf(SchedulerException.class);
  }

  @Test
  void outputAndSampleMustHaveOneShape() {
    DenoisingSteps steps = Schedulers.pndm(SD).start(4);
    assertThatThrownBy(() -> steps.step(0, FloatTensor.zeros(2), FloatTensor.zeros(3)))
        .isInstanceOf(SchedulerException.class)
        .hasMessage("The network's output is 2, the sample 3.");
  }

  @ParameterizedTest
  @CsvSource({
    "lcm,0",
    "lcm,51",
    "tcd,51",
    "pndm,0",
    "ddim,-1",
    "dpm++,1001",
    "unipc,0",
    "dpm++,1000",
    "ddim,1000"
  })
  void refusesNumbersOfStepsItCannotMake(String name, int steps) {
    SchedulerConfig leading =
        SchedulerConfig.parse("{\"timestep_spacing\": \"leading\", \"steps_offset\": 1}");
    assertThatThrownBy(() -> Schedulers.named(name, leading).start(steps))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("steps");
  }

  @Test
  void refusesUnknownNames() {
    assertThatThrownBy(() -> Schedulers.named("euler", SD))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("`euler`")
        .hasMessageContaining("pndm")
        .hasMessageContaining("UniPCMultistepScheduler")
        .hasMessageContaining("lcm (LCMScheduler)")
        .hasMessageContaining("tcd (TCDScheduler)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | {} | 999 759 499 259", // 50 of the teacher's steps by 12.5
        "1 | {} | 999",
        "3 | {\"original_inference_steps\": 7} | 993 709 425",
        "5 | {\"original_inference_steps\": 5, \"num_train_timesteps\": 10} | 9 7 5 3 1",
        "4 | {\"timestep_spacing\": \"trailing\", \"steps_offset\": 1} | 999 759 499 259"
      })
  void fewStepSchedulersTakeSomeOfTheTeachersSteps(int n, String options, String expected) {
    for (String name : new String[] {"lcm", "tcd"}) {
      DenoisingSteps steps = Schedulers.named(name, SchedulerConfig.parse(options)).start(n);
      assertThat(IntStream.range(0, n).mapToObj(i -> "" + steps.timestep(i)))
          .containsExactly(expected.split(" "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lcm", "tcd"})
  void drawsFollowFromTheStepAloneAndNotInTheLast(String name) {
    Scheduler scheduler = Schedulers.named(name, SD);
    List<Integer> drawn = new ArrayList<>();
    StepNoise noise = StepNoise.ofSeed(7);
    DenoisingSteps steps =
        scheduler.start(
            3,
            (step, shape) -> {
              drawn.add(step);
              return noise.draw(step, shape);
            });
    FloatTensor first = run(steps);
    assertThat(drawn).containsExactly(0, 1);
    assertThat(run(scheduler.start(3, noise)).values()).containsExactly(first.values());
    assertThat(run(scheduler.start(3, StepNoise.ofSeed(8))).values()).isNotEqualTo(first.values());
    assertThat(run(scheduler.start(3)).values())
        .containsExactly(run(scheduler.start(3, StepNoise.ofSeed(0))).values());
  }

  @Test
  void tcdWithoutEtaDrawsNothing() {
    SchedulerConfig still = SchedulerConfig.parse("{\"eta\": 0}");
    DenoisingSteps steps =
        Schedulers.tcd(still)
            .start(
                4,
                (step, shape) -> {
                  throw new AssertionError("drawn in step " + step);
                });
    assertThat(run(steps).values()).doesNotContain(Float.NaN);
  }

  @Test
  void schedulersThatDoNotDrawAreTheSameWithNoise() {
    assertThat(run(Schedulers.pndm(SD).start(4, StepNoise.ofSeed(3))).values())
        .containsExactly(run(Schedulers.pndm(SD).start(4)).values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lcm", "tcd"})
  void aNetworkThatKnowsTheNoiseLeadsNearTheSampleInOneStep(String name) {
    FloatTensor clean = normal(1);
    FloatTensor noise = normal(2);
    DenoisingSteps steps = Schedulers.named(name, SD).start(1);
    FloatTensor sample = TrainingNoise.of(SD).add(clean, noise, new long[] {steps.timestep(0)});
    FloatTensor result = steps.step(0, noise, sample);
    for (int i = 0; i < clean.values().length; i++) {
      assertThat(result.values()[i]).isCloseTo(clean.values()[i], within(0.13f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lcm", "tcd"})
  void anEpsilonOfNoiseAloneIsRefused(String name) {
    SchedulerConfig zero = SchedulerConfig.parse("{\"rescale_betas_zero_snr\": true}");
    assertThatThrownBy(() -> Schedulers.named(name, zero).start(4))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("`prediction_type` epsilon")
        .hasMessageContaining("timestep 999")
        .hasMessageContaining("v_prediction");
    for (String type : new String[] {"v_prediction", "sample"}) {
      SchedulerConfig other =
          SchedulerConfig.parse(
              "{\"rescale_betas_zero_snr\": true, \"prediction_type\": \"" + type + "\"}");
      for (float value : run(Schedulers.named(name, other).start(4)).values()) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void lcmClampsOnlyWhereItIsTold() {
    SchedulerConfig clamped =
        SchedulerConfig.parse("{\"clip_sample\": true, \"clip_sample_range\": 0.5}");
    FloatTensor sample = normal(1);
    FloatTensor output = normal(2);
    float[] free =
        Schedulers.lcm(SchedulerConfig.parse("{}")).start(1).step(0, output, sample).values();
    float[] bound = Schedulers.lcm(clamped).start(1).step(0, output, sample).values();
    for (int i = 0; i < free.length; i++) {
      // At timestep 999 next to nothing is left of the sample that the step began with.
      assertThat(bound[i]).isCloseTo(Math.max(-0.5f, Math.min(0.5f, free[i])), within(1e-4f));
    }
    assertThat(bound).isNotEqualTo(free);
  }

  @Test
  void aDrawMustBeShapedLikeTheSample() {
    DenoisingSteps steps = Schedulers.lcm(SD).start(2, (step, shape) -> FloatTensor.zeros(1, 2));
    assertThatThrownBy(() -> steps.step(0, normal(1), normal(2)))
        .isInstanceOf(SchedulerException.class)
        .hasMessage("The noise of step 0 is 1x2, the sample 1x4x3x2x2.");
  }

  @Test
  void aModelsConfigurationNamesItsScheduler() {
    assertThat(Schedulers.ofModel(classed("LCMScheduler"))).isInstanceOf(LcmScheduler.class);
    assertThat(Schedulers.ofModel(classed("TCDScheduler"))).isInstanceOf(TcdScheduler.class);
    assertThat(Schedulers.ofModel(classed("PNDMScheduler"))).isInstanceOf(PndmScheduler.class);
    assertThat(Schedulers.ofModel(classed("DDIMScheduler"))).isInstanceOf(PndmScheduler.class);
    assertThat(Schedulers.ofModel(SD)).isInstanceOf(PndmScheduler.class);
  }

  private static SchedulerConfig classed(String name) {
    return SchedulerConfig.parse("{\"_class_name\": \"" + name + "\"}");
  }

  private static FloatTensor run(DenoisingSteps steps) {
    FloatTensor sample = normal(1);
    for (int i = 0; i < steps.count(); i++) {
      sample = steps.step(i, normal(20 + i), sample);
    }
    return sample;
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    SchedulerConfig order4 = SchedulerConfig.parse("{\"solver_order\": 4}");
    assertThatThrownBy(() -> Schedulers.dpmSolver(order4))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("1, 2 or 3, not 4");
    SchedulerConfig noise = SchedulerConfig.parse("{\"algorithm_type\": \"dpmsolver\"}");
    assertThatThrownBy(() -> Schedulers.dpmSolver(noise))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("sigma_min");
    SchedulerConfig sample = SchedulerConfig.parse("{\"prediction_type\": \"sample\"}");
    assertThatThrownBy(() -> Schedulers.pndm(sample))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("epsilon or v_prediction");
  }

  @Test
  void trainingNoiseNeedsShapesAndTimestepsThatAgree() {
    TrainingNoise training = TrainingNoise.of(SD);
    FloatTensor x = FloatTensor.zeros(2, 3);
    assertThatThrownBy(() -> training.add(x, x, new long[] {1}))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("2x3")
        .hasMessageContaining("1 timesteps");
    assertThatThrownBy(() -> training.add(x, x, new long[] {1, 1000}))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("0..999; found 1000");
  }

  private static FloatTensor normal(int seed) {
    Random random = new Random(seed);
    float[] values = new float[48];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return FloatTensor.of(values, 1, 4, 3, 2, 2);
  }
}
