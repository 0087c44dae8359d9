package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RunControlTest {
  @Test
  void stoppingARunThatEndedIsHarmless() {
    assertThatCode(
            () -> {
              RunControl control = RunControl.create();
              control.close();
              control.terminate();
              control.close();
            })
        .doesNotThrowAnyException();
  }
}
