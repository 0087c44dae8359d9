package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Passes with either build of ONNX Runtime, and with a CUDA device or without. */
class DeviceTest {
  private static final boolean CUDA_BUILD =
      OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);

  @Test
  void aNegativeNumberIsNoDevice() {
    assertThatThrownBy(() -> Device.cuda(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a CUDA device's number must not be negative: -1");
  }

  @Test
  void theProcessorIsWhatWasAskedFor() {
    assertThat(Device.cpu().resolve())
        .isEqualTo(new ResolvedDevice(Device.cpu(), "it was asked for"))
        .hasToString("CPU: it was asked for");
  }

  @Test
  void cudaSaysWhatIsMissingOrWorks() {
    long start = System.nanoTime();
    try {
      ResolvedDevice resolved = Device.cuda(0).resolve();
      assertThat(CUDA_BUILD).isTrue();
      assertThat(resolved.device()).isEqualTo(Device.cuda(0));
    } catch (DeviceException e) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      if (CUDA_BUILD) {
        assertThat(e)
            .hasMessageMatching(
                "(?s)CUDA device 0 can't be used: .*(lib\\w+\\.so\\.\\d+|nvidia-smi).*");
      } else {
        assertThat(e)
            .hasMessage(
                "CUDA device 0 can't be used: the class path holds ONNX Runtime's build for"
                    + " processors, com.microsoft.onnxruntime:onnxruntime:1.28.0, which has no"
                    + " libonnxruntime_providers_cuda.so. Put"
                    + " com.microsoft.onnxruntime:onnxruntime_gpu:1.28.0 in its place (to build"
                    + " this project with it: mvn -Pcuda), or use Device.cpu() or Device.auto().");
      }
    }
  }

  @Test
  void automaticFallsBackToTheProcessorAndSaysWhyOrWorks() {
    ResolvedDevice resolved = Device.auto().resolve();
    if (resolved.device().equals(Device.cpu())) {
      assertThatThrownBy(() -> Device.cuda(0).resolve()).hasMessage(resolved.reason());
    } else {
      assertThat(resolved.device()).isEqualTo(Device.cuda(0));
    }
  }

  @Test
  void networksRunOnTheDeviceThatIsResolved() {
    try (Network network =
        Network.open(SmallNetworks.doublingGraph(), SmallNetworks.none(), Device.auto())) {
      assertThat(network.device()).isEqualTo(Device.auto().resolve());
      assertThat(SmallNetworks.values(network.run(SmallNetworks.x(1, 2, 3, 4)), "y"))
          .containsExactly(2, 4, 6, 8);
    }
  }

  @Test
  void aNetworkIsNotOpenedElsewhereThanAskedFor() {
    assertThatThrownBy(
            () ->
                Network.open(SmallNetworks.doublingGraph(), SmallNetworks.none(), Device.cuda(99)))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("CUDA device 99 can't be used: ");
  }

  @Test
  void anUndecidedChoiceIsNoResult() {
    assertThatThrownBy(() -> new ResolvedDevice(Device.auto(), "why not"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
