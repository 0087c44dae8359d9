package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.ClosedException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetainedValuesTest {
  private final Cancellation never = new Cancellation();

  private RetainedValues retained(int width) {
    try (Network first = SmallNetworks.doubling("first", "a", "x", 1, width)) {
      return first.runRetained(Map.of("a", SmallNetworks.row(new float[width])), never);
    }
  }

  @Test
  void outliveTheNetworkThatMadeThem() {
    Network first = SmallNetworks.doubling("first", "a", "x", 1, 4);
    try (Network second = SmallNetworks.doubling("second", "x", "y", 1, 4);
        RetainedValues values =
            first.runRetained(Map.of("a", SmallNetworks.row(1, 2, 3, 4)), never)) {
      first.close();
      for (int i = 0; i < 100; i++) {
        assertThat(SmallNetworks.values(second.run(Map.of(), values, never), "y"))
            .containsExactly(4, 8, 12, 16);
      }
    }
  }

  @Test
  void areRefusedOnceClosedAndCloseTwice() {
    RetainedValues values = retained(4);
    values.close();
    values.close();
    try (Network second = SmallNetworks.doubling("second", "x", "y", 1, 4)) {
      assertThatThrownBy(() -> second.run(Map.of(), values, never))
          .isInstanceOf(ClosedException.class)
          .hasMessage("Can't use the retained values: it is closed.");
    }
  }

  @Test
  void ofAnotherGeometryAreRefused() {
    try (RetainedValues values = retained(3);
        Network second = SmallNetworks.doubling("second", "x", "y", 1, 4)) {
      assertThatThrownBy(() -> second.run(Map.of(), values, never))
          .isInstanceOf(ModelException.class)
          .hasMessage(
              "The second's input x must be F32 1x4, not [1, 3] that another network computed for"
                  + " another geometry.");
    }
  }
}
