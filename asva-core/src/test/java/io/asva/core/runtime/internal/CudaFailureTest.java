package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaFailureTest {
  @Test
  void whatCudaSaysIsTakenOutOfOnnxRuntimesMessage() {
    String message =
        "Error code - ORT_FAIL - message: /src/cuda_call.cc:154 std::conditional_t<> CudaCall()"
            + " [with ERRTYPE = cudaError; bool THRW = true] CUDA failure 35: CUDA driver version"
            + " is insufficient for CUDA runtime version ; GPU=-1 ; hostname=vm ;"
            + " expr=cudaSetDevice(info_.device_id);\n\n";
    assertThat(CudaFailure.words(message))
        .isEqualTo(
            "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version. The"
                + " driver is too old for these libraries: update it, or take the build for an"
                + " older CUDA.");
  }

  @ParameterizedTest
  @CsvSource({
    "100: no CUDA-capable device is detected,CUDA_VISIBLE_DEVICES",
    "101: invalid device ordinal,There are fewer devices",
    "999: unknown error,whether nvidia-smi lists the device"
  })
  void eachCauseHasItsAdvice(String failure, String advice) {
    assertThat(CudaFailure.words("x CUDA failure " + failure + " ; GPU=-1"))
        .startsWith("CUDA failure " + failure + ". ")
        .contains(advice);
  }

  @Test
  void otherMessagesStayOnOneLine() {
    assertThat(CudaFailure.words("Error code - ORT_FAIL -\n message: no\n"))
        .startsWith("Error code - ORT_FAIL - message: no. See whether nvidia-smi");
  }
}
