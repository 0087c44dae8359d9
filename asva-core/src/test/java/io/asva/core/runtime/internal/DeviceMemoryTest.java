package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Device;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceMemoryTest {
  @Test
  void ofSeveralGpusTheLargestCounts() {
    assertThat(DeviceMemory.largest("24576\n81559\n")).isEqualTo(81559L << 20);
  }

  @Test
  void whereNobodySaysNothingIsRefused() {
    assertThat(DeviceMemory.largest("[N/A]\n")).isEqualTo(Long.MAX_VALUE);
    assertThat(DeviceMemory.ask(List.of("no-such-program-as-this"))).isEqualTo(Long.MAX_VALUE);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(DeviceMemory.ask(List.of(java, "--no-such-option"))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aProcessorHasTheMachines() {
    assertThat(DeviceMemory.bytes(Device.cpu().halfPrecision()))
        .isBetween(1L << 28, Long.MAX_VALUE - 1);
  }
}
