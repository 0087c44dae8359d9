package io.asva.training.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LossScalerTest {
  private final LossScaler scaler = new LossScaler();

  private void succeed(int times) {
    for (int i = 0; i < times; i++) {
      scaler.succeeded();
    }
  }

  @Test
  void itGrowsAfterTwoThousandGoodUpdatesInARow() {
    assertThat(scaler.scale()).isEqualTo(65536);
    succeed(1999);
    assertThat(scaler.scale()).isEqualTo(65536);
    succeed(1);
    assertThat(scaler.scale()).isEqualTo(131072);
    succeed(2000);
    assertThat(scaler.scale()).isEqualTo(262144);
  }

  @Test
  void itIsHalvedByGradientsThatAreNotFiniteAndCountsAnew() {
    succeed(1999);
    assertThat(scaler.overflowed()).isTrue();
    assertThat(scaler.scale()).isEqualTo(32768);
    succeed(1999);
    assertThat(scaler.scale()).isEqualTo(32768);
    succeed(1);
    assertThat(scaler.scale()).isEqualTo(65536);
  }

  @Test
  void itGivesUpWhereNoScaleHelps() {
    int halvings = 0;
    while (scaler.overflowed()) {
      halvings++;
    }
    assertThat(halvings).isEqualTo(30);
    assertThat(scaler.scale()).isPositive();
  }

  @Test
  void itStaysWithinSinglePrecision() {
    succeed(2000 * 200);
    assertThat((float) scaler.scale()).isFinite();
    assertThat(scaler.scale()).isEqualTo(0x1p127);
  }

  @Test
  void itGoesOnWhereACheckpointStopped() {
    scaler.overflowed();
    succeed(1500);
    ObjectNode saved = new ObjectMapper().createObjectNode();
    scaler.save(saved);
    LossScaler other = new LossScaler();
    other.restore(saved);
    assertThat(other.scale()).isEqualTo(32768);
    for (int i = 0; i < 500; i++) {
      other.succeeded();
    }
    assertThat(other.scale()).isEqualTo(65536);
    other.restore(new ObjectMapper().createObjectNode().path("nothing"));
    assertThat(other.scale()).isEqualTo(65536);
  }
}
