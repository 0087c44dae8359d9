package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.DeviceException;
import io.asva.core.runtime.Precision;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which processors compute in int8, from what Linux says of them. */
class Int8SupportTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "flags\t\t: fpu avx2 avx512_vnni avx512_bitalg",
        "flags\t\t: fpu avx2 avx_vnni",
        "flags\t\t: fpu amx_tile amx_int8",
        "Features\t: fp asimd atomics asimddp sha512"
      })
  void processorsWithTheInstructionsDo(String flags) {
    assertThat(Int8Support.refusal("processor\t: 0\n" + flags + "\nbugs\t: none\n")).isEmpty();
  }

  @Test
  void othersRefuseByName() {
    assertThat(
            Int8Support.refusal(
                "processor\t: 0\nmodel name\t: Old One 7\nflags\t\t: fpu avx2 my_avx_vnni\n"))
        .contains(
            "This processor (Old One 7) has no instructions for products of 8-bit integers (VNNI or"
                + " AMX; dot products on ARM). What ONNX Runtime uses in their place adds up in"
                + " numbers that overflow. Use fp32.");
    assertThat(Int8Support.refusal("Features\t: fp asimd\n"))
        .hasValueSatisfying(why -> assertThat(why).startsWith("This processor has no"));
  }

  @Test
  void thisProcessorDoesAsItIsSaid() {
    Device device = Device.cpu().precision(Precision.INT8);
    Optional<String> refusal = Int8Support.refusal(Device.cpu());
    if (refusal.isEmpty()) {
      assertThat(device.resolve().precision()).isEqualTo(Precision.INT8);
    } else {
      assertThatThrownBy(device::resolve)
          .isInstanceOf(DeviceException.class)
          .hasMessage(refusal.get());
    }
  }

  @Test
  void gpusRefuse() {
    assertThat(Int8Support.refusal(Device.cuda(1)))
        .contains(
            "CUDA device 1 doesn't compute in int8, which is for processors. Use fp16, or the CPU.");
  }
}
