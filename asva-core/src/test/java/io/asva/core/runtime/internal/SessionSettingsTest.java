package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionSettingsTest {
  @Test
  void aProcessorMapsItsWeights() {
    SessionSettings settings = SessionSettings.of(Device.cpu());
    assertThat(settings.session())
        .containsEntry("session.disable_prepacking", "1")
        .containsEntry("session.force_spinning_stop", "1")
        .doesNotContainKey("session.use_device_allocator_for_initializers");
    assertThat(settings.provider()).isEmpty();
    assertThat(settings.arenas()).isEqualTo("cpu:0");
    assertThat(SessionSettings.of(Device.cpu().halfPrecision())).isEqualTo(settings);
  }

  @Test
  void aCudaDevicePacksItsWeightsAndKeepsThemApart() {
    SessionSettings settings = SessionSettings.of(Device.cuda(1));
    assertThat(settings.session())
        .doesNotContainKey("session.disable_prepacking")
        .containsEntry("session.use_device_allocator_for_initializers", "1");
    assertThat(settings.provider())
        .containsEntry("prefer_nhwc", "1")
        .containsEntry("fuse_conv_bias", "1")
        .containsEntry("arena_extend_strategy", "kSameAsRequested");
    assertThat(settings.arenas()).isEqualTo("cpu:0;gpu:1");
  }

  @ParameterizedTest
  @CsvSource({"FP32,0", "TF32,1", "FP16,1"})
  void tensorCoresAreForbiddenToSinglePrecisionAlone(Precision precision, String allowed) {
    assertThat(SessionSettings.of(Device.cuda(0).precision(precision)).provider())
        .containsEntry("use_tf32", allowed);
  }

  @Test
  void anUndecidedDeviceHasNone() {
    assertThatThrownBy(() -> SessionSettings.of(Device.auto().halfPrecision()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
