package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.SchedulerException;
import io.asva.diffusion.scheduler.Schedulers;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplingTest {
  @Test
  void theUsualIsTheOriginals() {
    Sampling usual = Sampling.builder().build();
    assertThat(usual).isEqualTo(Preset.EXACT.sampling());
    assertThat(usual.scheduler()).isEmpty();
    assertThat(usual.steps()).isEqualTo(50);
    assertThat(usual.guidance()).isEqualTo(GuidancePlan.ALWAYS);
    assertThat(usual.cache().isUsed()).isFalse();
    assertThat(usual.words()).isEqualTo("exact (50 steps)");
  }

  @Test
  void whatIsSetBesideAPresetWinsWhateverTheOrder() {
    FeatureCache cache = new FeatureCache(2, 3);
    Sampling first = Sampling.builder().steps(7).cache(cache).preset(Preset.FAST).build();
    Sampling last = Sampling.builder().preset(Preset.FAST).cache(cache).steps(7).build();
    assertThat(first).isEqualTo(last);
    assertThat(first.steps()).isEqualTo(7);
    assertThat(first.cache()).isEqualTo(cache);
    assertThat(first.scheduler()).isEqualTo(Preset.FAST.sampling().scheduler());
    assertThat(first.preset()).isEmpty();
    assertThat(first.words()).startsWith("dpm++, 7 steps").doesNotContain("fast");
  }

  @Test
  void presetsAreKnownByTheirParts() {
    for (Preset preset : Preset.values()) {
      assertThat(Sampling.builder().preset(preset).build().preset()).contains(preset);
      assertThat(preset.sampling().words()).startsWith(preset.word() + " (");
    }
  }

  @Test
  void allPartsAreSaidInWords() {
    Sampling some =
        Sampling.builder()
            .scheduler("ddim")
            .steps(12)
            .guidance(GuidancePlan.between(0.1, 0.8).every(2))
            .cache(new FeatureCache(1, 3))
            .forecast(new Forecast(2, 4))
            .build();
    assertThat(some.words())
        .isEqualTo(
            "ddim, 12 steps, guidance from 0.1 to 0.8 of them, guidance computed every 2 steps,"
                + " features inside branch 1 computed every 3 steps, evaluated every 4 steps,"
                + " forecast of order 2");
    assertThat(Sampling.builder().preset(Preset.FAST).all(some).build()).isEqualTo(some);
  }

  @Test
  void theSchedulersThatCanBeMadeAreKnown() {
    for (String name :
        List.of("pndm", "ddim", "dpm++", "unipc", "lcm", "tcd", "UniPCMultistepScheduler")) {
      assertThat(Schedulers.named(name, SchedulerConfig.stableDiffusion())).isNotNull();
      Schedulers.requireKnown(name);
    }
  }

  @Test
  void whatCantBeIsRejectedAtOnce() {
    assertThatThrownBy(() -> new GuidancePlan(0.5, 0.4, 1))
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("0.5 and 0.4");
    assertThatThrownBy(() -> GuidancePlan.between(Double.NaN, 1))
        .isInstanceOf(AnimationException.class);
    assertThatThrownBy(() -> GuidancePlan.between(0, 1.5)).isInstanceOf(AnimationException.class);
    assertThatThrownBy(() -> GuidancePlan.ALWAYS.every(0))
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("from 1 to 1000, not 0");
    assertThatThrownBy(() -> new FeatureCache(-1, 2)).isInstanceOf(AnimationException.class);
    assertThatThrownBy(() -> new FeatureCache(0, 0)).isInstanceOf(AnimationException.class);
    assertThatThrownBy(() -> new Forecast(4, 2)).isInstanceOf(AnimationException.class);
    assertThatThrownBy(() -> new Forecast(1, 0)).isInstanceOf(AnimationException.class);
    assertThatThrownBy(() -> Sampling.builder().steps(1001)).isInstanceOf(AnimationException.class);
    assertThatThrownBy(() -> Sampling.builder().scheduler("euler"))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("dpm++");
  }
}
