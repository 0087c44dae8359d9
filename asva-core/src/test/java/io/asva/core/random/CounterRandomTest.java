package io.asva.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  /** Committed runs are repeated with these numbers: they must never change. */
  @Test
  void theNumbersAreThoseOfTheDocumentedFormula() {
    assertThat(CounterRandom.of(123).nextLong()).isEqualTo(0xe050a2a38d8ef504L);
    CounterRandom path = CounterRandom.of(123, 2, 5);
    assertThat(path.nextLong()).isEqualTo(0xd94aaf94af117afcL);
    assertThat(path.nextLong()).isEqualTo(0xdcf7f8ea75c5af56L);
  }

  @Test
  void aPathDoesNotDependOnWhatWasDrawnBefore() {
    CounterRandom root = CounterRandom.of(1);
    long before = root.at(4, 2).nextLong();
    root.nextGaussian();
    assertThat(root.at(4, 2).nextLong()).isEqualTo(before);
    assertThat(CounterRandom.of(1, 4).at(2).nextLong()).isEqualTo(before);
  }

  @Test
  void pathsAreDifferent() {
    Set<Long> first = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      for (int a = -5; a < 20; a++) {
        for (int b = 0; b < 20; b++) {
          first.add(CounterRandom.of(seed, a, b).nextLong());
        }
        first.add(CounterRandom.of(seed, a).nextLong());
      }
      first.add(CounterRandom.of(seed).nextLong());
    }
    assertThat(first).hasSize(20 * (25 * 21 + 1));
  }

  @Test
  void integersAreEvenlySpread() {
    CounterRandom random = CounterRandom.of(3);
    Integer[] counts = new Integer[7];
    Arrays.fill(counts, 0);
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    assertThat(random.nextInt(1)).isZero();
    assertThat(random.nextInt(Integer.MAX_VALUE)).isNotNegative();
    assertThatThrownBy(() -> random.nextInt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the bound must be at least 1: 0");
  }

  @Test
  void normalNumbersHaveMeanZeroAndDeviationOne() {
    float[] values = CounterRandom.of(11).normal(200, 500).values();
    double mean = 0;
    double square = 0;
    double fourth = 0;
    for (float value : values) {
      mean += value;
      square += value * value;
      fourth += Math.pow(value, 4);
    }
    assertThat(mean / values.length).isEqualTo(0, within(0.015));
    assertThat(square / values.length).isEqualTo(1, within(0.02));
    assertThat(fourth / values.length).isEqualTo(3, within(0.15));
  }

  @Test
  void uniformNumbersStayInTheirRange() {
    float[] values = CounterRandom.of(12).uniform(-2, 3, 1000).values();
    for (float value : values) {
      assertThat(value).isBetween(-2f, 3f);
    }
    assertThat(CounterRandom.of(1).nextBoolean(0)).isFalse();
    assertThat(CounterRandom.of(1).nextBoolean(1)).isTrue();
  }

  @Test
  void aPermutationHoldsEveryNumberOnce() {
    int[] shuffled = CounterRandom.of(5).permutation(1000);
    assertThat(shuffled).isNotEqualTo(CounterRandom.of(6).permutation(1000));
    int[] sorted = shuffled.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      assertThat(sorted[i]).isEqualTo(i);
    }
    assertThat(shuffled).isNotEqualTo(sorted);
    assertThat(CounterRandom.of(5).permutation(0)).isEmpty();
  }
}
