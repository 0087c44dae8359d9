package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bfc_arena.cc:359 Failed to allocate memory for requested buffer of size 35184372088832",
        "std::bad_alloc",
        "CUDA failure 2: out of memory ; GPU=0 ; hostname=vm ; expr=cudaMalloc((void**)&p, size);",
        "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0 ; expr=cublasCreate(&cublas_handle_)",
        "CUDNN failure 1002: CUDNN_STATUS_ALLOC_FAILED ; GPU=0 ; expr=cudnnCreate(&handle)",
        "CUDNN_FE failure 11: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED"
      })
  void whereMemoryRanOutTheMessageSaysWhatToDo(String words) {
    assertThat(Failures.of("The UNet failed", Device.cuda(0), new OrtException(words)))
        .isInstanceOf(ModelMemoryException.class)
        .hasMessageStartingWith("The UNet failed for want of memory. Choose fewer frames")
        .hasMessageContaining("Half precision needs half of it")
        .hasMessageEndingWith(words);
    assertThat(Failures.of("The UNet failed", Device.cpu(), new OrtException(words)))
        .hasMessageStartingWith("The UNet failed for want of memory. Choose fewer frames")
        .hasMessageNotContaining("Half");
  }

  @Test
  void otherFailuresKeepTheirWords() {
    assertThat(Failures.of("The UNet failed", Device.cuda(0), new OrtException("no kernel image")))
        .isNotInstanceOf(ModelMemoryException.class)
        .hasMessage("The UNet failed: no kernel image");
  }
}
