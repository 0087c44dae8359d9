package io.asva.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfFloatTest {
  @Test
  void everyHalfSurvivesTheWayThereAndBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(HalfFloat.fromFloat(value) & 0xFFFF).isEqualTo(bits);
      }
    }
  }

  @Test
  void knownValuesAreExact() {
    assertThat(HalfFloat.toFloat((short) 0x3C00)).isEqualTo(1f);
    assertThat(HalfFloat.toFloat((short) 0xC000)).isEqualTo(-2f);
    assertThat(HalfFloat.toFloat((short) 0x7BFF)).isEqualTo(65504f);
    assertThat(HalfFloat.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(HalfFloat.toFloat((short) 0xFC00)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(HalfFloat.toFloat((short) 0x7E00)).isNaN();
  }

  @Test
  void singlesGoToTheNearestHalfAndTiesToEven() {
    assertThat(HalfFloat.fromFloat(1 + 0x1p-11f)).isEqualTo((short) 0x3C00);
    assertThat(HalfFloat.fromFloat(1 + 3 * 0x1p-11f)).isEqualTo((short) 0x3C02);
    assertThat(HalfFloat.fromFloat(1 + 0x1.002p-11f)).isEqualTo((short) 0x3C01);
    assertThat(HalfFloat.fromFloat(65519f)).isEqualTo((short) 0x7BFF);
    assertThat(HalfFloat.fromFloat(65520f)).isEqualTo((short) 0x7C00);
    assertThat(HalfFloat.fromFloat(-0x1p-26f)).isEqualTo((short) 0x8000);
    assertThat(HalfFloat.fromFloat(Float.NaN) & 0x7FFF).isGreaterThan(0x7C00);
  }
}
