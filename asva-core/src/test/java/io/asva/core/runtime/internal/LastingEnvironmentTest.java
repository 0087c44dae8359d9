package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastingEnvironmentTest {
  @Test
  void aReferenceCanBeTakenFromThisReleaseOfOnnxRuntime() {
    assertThat(OrtLibrary.environment()).isNotNull();
    assertThat(LastingEnvironment.hold()).isTrue();
  }
}
