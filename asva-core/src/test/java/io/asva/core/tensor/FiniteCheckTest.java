package io.asva.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FiniteCheckTest {
  @Test
  void numbersOfEverySizeAreFiniteAndNothingElseIs() {
    float[] fine = {0, -0f, Float.MIN_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE, 1};
    assertThat(FiniteCheck.isFinite(fine)).isTrue();
    assertThat(FiniteCheck.isFinite(new float[0])).isTrue();
    float[] odd = {
      Float.NaN,
      -Float.NaN,
      Float.intBitsToFloat(0xFFFFFFFF),
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY
    };
    for (float value : odd) {
      for (int place = 0; place < fine.length; place++) {
        float[] broken = fine.clone();
        broken[place] = value;
        assertThat(FiniteCheck.isFinite(broken)).as("%s at %d", value, place).isFalse();
      }
    }
  }

  @Test
  void theErrorSaysWhichNumberItIs() {
    FloatTensor tensor = FloatTensor.of(new float[] {1, 2, Float.NEGATIVE_INFINITY, Float.NaN}, 4);
    assertThatThrownBy(() -> FiniteCheck.require("The mel", tensor, () -> "Decode it again."))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("The mel holds -Infinity at place 2 of 4. Decode it again.");
    assertThat(FiniteCheck.find(ByteTensor.zeros(3))).isEmpty();
  }
}
