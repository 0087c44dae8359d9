package io.asva.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
  /** The JDK's SplittableRandom of a seed is this generator. */
  @Test
  void itsBitsAreThoseOfTheJdksGenerator() {
    SplittableRandom jdk = new SplittableRandom(42);
    for (int n = 0; n < 100; n++) {
      assertThat(SplitMix64.bits(42, n)).isEqualTo(jdk.nextLong());
    }
  }

  @Test
  void unitsReachFromZeroToBelowOne() {
    assertThat(SplitMix64.unit(0)).isZero();
    assertThat(SplitMix64.unit(-1L)).isEqualTo(Math.nextDown(1.0));
    assertThat(SplitMix64.unit(Long.MIN_VALUE)).isEqualTo(0.5);
  }
}
