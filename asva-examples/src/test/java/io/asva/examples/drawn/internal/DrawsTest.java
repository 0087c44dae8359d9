package io.asva.examples.drawn.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
  @Test
  void aSeedGivesTheSameNumbersOnEveryMachine() {
    Draws draws = Draws.of(1, "picture");
    assertThat(new long[] {draws.bits(), draws.bits()})
        .containsExactly(-4851232027087694609L, -7431355509748514562L);
  }

  @Test
  void purposesAndSeedsAreIndependent() {
    long first = Draws.of(1, "picture").bits();
    assertThat(Draws.of(1, "sound").bits()).isNotEqualTo(first);
    assertThat(Draws.of(2, "picture").bits()).isNotEqualTo(first);
  }

  @Test
  void numbersFillTheirRangeEvenly() {
    Draws draws = Draws.of(3, "test");
    double[] numbers = DoubleStream.generate(() -> draws.between(2, 4)).limit(10_000).toArray();
    assertThat(DoubleStream.of(numbers)).allMatch(x -> x >= 2 && x < 4);
    assertThat(DoubleStream.of(numbers).average().orElseThrow()).isCloseTo(3, within(0.03));
  }
}
