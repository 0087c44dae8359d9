package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.asva.core.runtime.Device;
import org.junit.jupiter.api.Test;

class CudaProbeTest {
  @Test
  void itsNetworkComputesWhatIsExpected() throws OrtException {
    assertThat(CudaProbe.run(Device.cpu())).isEmpty();
  }
}
