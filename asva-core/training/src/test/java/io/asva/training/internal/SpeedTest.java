package io.asva.training.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeedTest {
  @Test
  void theTimeForManyStepsIsThatOfOneTimesTheirNumber() throws InterruptedException {
    Speed speed = new Speed(4);
    Thread.sleep(20);
    speed.step();
    Duration thousand = speed.timeFor(1000);
    assertThat(thousand).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    assertThat(speed.timeFor(5_000_000).toSeconds() / 5000.0)
        .isBetween(thousand.toSeconds() - 1.0, thousand.toSeconds() + 1.0);
    assertThat(speed.clipsPerSecond()).isLessThanOrEqualTo(200);
  }
}
