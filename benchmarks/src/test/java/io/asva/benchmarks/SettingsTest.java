package io.asva.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.runtime.Device;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void devicesAreKnownByName() {
    assertThat(Settings.device("cpu")).isEqualTo(Device.cpu());
    assertThat(Settings.device("auto")).isEqualTo(Device.auto());
    assertThat(Settings.device("cuda")).isEqualTo(Device.cuda(0));
    assertThat(Settings.device("cuda:2/fp16")).isEqualTo(Device.cuda(2).halfPrecision());
    assertThatThrownBy(() -> Settings.device("cpu/fp8"))
        .hasMessage("precision must be fp32, tf32, fp16 or int8, not fp8");
    assertThat(Settings.device("cuda:2")).isEqualTo(Device.cuda(2));
    assertThatThrownBy(() -> Settings.device("gpu"))
        .hasMessage("device must be cpu, auto, cuda or cuda:N, not gpu");
  }

  @Test
  void sizesAreHeightByWidth() {
    assertThat(Settings.size("16x32")).containsExactly(16, 32);
    assertThatThrownBy(() -> Settings.size("16"))
        .hasMessage("a size is written 32x48, height first, not 16");
  }
}
