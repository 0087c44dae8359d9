package io.asva.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asva.core.runtime.Device;
import org.junit.jupiter.api.Test;

class TrainingDeviceTest {
  private static boolean cuda() {
    return LibTorch.device(Device.auto()) instanceof Device.Cuda;
  }

  @Test
  void theProcessorIsAlwaysThere() {
    assertThat(LibTorch.device(Device.cpu())).isEqualTo(Device.cpu());
    assertThat(LibTorch.device(Device.cpu().halfPrecision())).isEqualTo(Device.cpu());
  }

  @Test
  void withoutCudaTheChoiceIsTheProcessor() {
    assumeTrue(!cuda());
    assertThat(LibTorch.device(Device.auto())).isEqualTo(Device.cpu());
  }

  @Test
  void aCudaDeviceThatIsNotThereIsAnErrorThatNamesTheDependency() {
    assumeTrue(!cuda());
    assertThatThrownBy(() -> LibTorch.device(Device.cuda(0)))
        .isInstanceOf(TorchScriptException.class)
        .hasMessageStartingWith("Training on CUDA device 0 needs PyTorch's build for CUDA")
        .hasMessageContaining("org.bytedeco:pytorch:" + LibTorch.VERSION)
        .hasMessageContaining("-gpu in place of the same without -gpu")
        .hasMessageContaining("org.bytedeco:cuda:" + LibTorch.CUDA_VERSION + " and org.bytedeco")
        .hasMessageContaining("or train on the processor. What is wrong: ");
  }
}
