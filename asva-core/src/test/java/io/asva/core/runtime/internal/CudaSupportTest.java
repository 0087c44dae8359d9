package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CudaSupportTest {
  @Test
  void whatCudaSaysIsTakenOutOfOnnxRuntimesMessage() {
    String message =
        "Error code - ORT_FAIL - message: /src/cuda_call.cc:154 std::conditional_t<> CudaCall()"
            + " [with ERRTYPE = cudaError; bool THRW = true] CUDA failure 35: CUDA driver version"
            + " is insufficient for CUDA runtime version ; GPU=-1 ; hostname=vm ;"
            + " expr=cudaSetDevice(info_.device_id);\n\n";
    assertThat(CudaSupport.essence(message))
        .isEqualTo("CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version");
  }

  @Test
  void otherMessagesStayOnOneLine() {
    assertThat(CudaSupport.essence("Error code - ORT_FAIL -\n message: no\n"))
        .isEqualTo("Error code - ORT_FAIL - message: no");
  }
}
