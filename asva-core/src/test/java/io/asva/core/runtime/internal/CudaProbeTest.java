package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

class CudaProbeTest {
  @Test
  void multipliesAMatrixWithItsTranspose() throws Exception {
    FloatTensor product = (FloatTensor) CudaProbe.run(Device.cpu());
    assertThat(product.values()).containsExactly(5, 11, 11, 25);
  }
}
