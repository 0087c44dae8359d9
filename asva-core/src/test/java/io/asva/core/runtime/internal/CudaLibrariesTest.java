package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CudaLibrariesTest {
  private static final List<String> OF_12 =
      List.of("libcublasLt.so.12", "libcublas.so.12", "libcurand.so.10", "libcudart.so.12");

  @Test
  void theMajorVersionIsThatOfTheBuild() {
    assertThat(CudaLibraries.major(OF_12)).isEqualTo("12");
    assertThat(CudaLibraries.major(List.of("libcurand.so.10", "libcudart.so.13"))).isEqualTo("13");
    assertThat(CudaLibraries.major(List.of("libcudnn.so.9"))).isEqualTo("12 or 13");
  }

  @Test
  void missingLibrariesAreNamedWithTheirPackages() {
    assertThat(CudaLibraries.missing(List.of("libcurand.so.10", "libcudnn.so.9"), OF_12))
        .startsWith(
            "ONNX Runtime's CUDA provider needs libcurand.so.10, libcudnn.so.9, which the loader"
                + " does not find. Install CUDA 12 and cuDNN 9")
        .contains("nvidia-cudnn-cu12 nvidia-cublas-cu12 nvidia-cuda-runtime-cu12")
        .doesNotContain("driver");
    assertThat(CudaLibraries.missing(List.of("libcudart.so.13"), List.of("libcudart.so.13")))
        .contains("nvidia-cudnn-cu13 nvidia-cublas nvidia-cuda-runtime nvidia-curand");
  }

  @Test
  void aDriverThatIsNotThereComesFirst() {
    assertThat(CudaLibraries.missing(List.of("libcuda.so.1"), OF_12))
        .isEqualTo(
            "NVIDIA's driver is not installed, or not for this container: the loader does not find"
                + " its libcuda.so.1. Install it; or use Device.cpu() or Device.auto().");
    assertThat(CudaLibraries.missing(List.of("libcublas.so.12", "libcuda.so.1"), OF_12))
        .startsWith("NVIDIA's driver is not installed")
        .contains("Missing as well: libcublas.so.12. Install CUDA 12");
  }
}
