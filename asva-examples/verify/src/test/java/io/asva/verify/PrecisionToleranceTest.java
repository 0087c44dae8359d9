package io.asva.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Precision;
import io.asva.core.tensor.Comparison;
import org.junit.jupiter.api.Test;

class PrecisionToleranceTest {
  private static final Comparison HALF = new Comparison("eps", 1.1e-2, 1e-3, "");

  @Test
  void whatHalfPrecisionRoundsPassesInHalfPrecisionAlone() {
    assertThat(PrecisionTolerance.apply("unet", Precision.FP16, HALF).passed()).isTrue();
    assertThat(PrecisionTolerance.apply("unet", Precision.TF32, HALF).passed()).isTrue();
    assertThat(PrecisionTolerance.apply("unet", Precision.FP32, HALF)).isEqualTo(HALF);
  }

  @Test
  void integersRoundMore() {
    Comparison integers = new Comparison("eps", 7e-2, 1e-3, "");
    assertThat(PrecisionTolerance.apply("unet", Precision.INT8, integers).passed()).isTrue();
    assertThat(PrecisionTolerance.apply("unet", Precision.FP16, integers).passed()).isFalse();
    assertThat(PrecisionTolerance.apply("clip.text", Precision.INT8, integers).passed()).isFalse();
  }

  @Test
  void framesAreComparedInLevels() {
    Comparison frames = new Comparison("video_u8", 2, 0.5, "");
    assertThat(PrecisionTolerance.apply("pipeline", Precision.FP16, frames).passed()).isTrue();
    assertThat(PrecisionTolerance.apply("pipeline", Precision.FP32, frames).passed()).isFalse();
    Comparison wrong = new Comparison("video_u8", 60, 0.5, "");
    assertThat(PrecisionTolerance.apply("pipeline", Precision.INT8, wrong).passed()).isFalse();
  }

  @Test
  void whatIsNoNetworkIsAsExactAsEver() {
    assertThat(PrecisionTolerance.apply("audio.mel", Precision.FP16, HALF)).isEqualTo(HALF);
  }

  @Test
  void nothingIsAllowedLessThanTheCaseAllows() {
    Comparison loose = new Comparison("eps", 0.2, 0.3, "");
    assertThat(PrecisionTolerance.apply("unet", Precision.FP16, loose)).isEqualTo(loose);
  }

  @Test
  void aWrongResultFailsInEachPrecision() {
    Comparison wrong = new Comparison("eps", 0.1, 1e-3, "");
    assertThat(PrecisionTolerance.apply("unet", Precision.FP16, wrong).passed()).isFalse();
  }
}
