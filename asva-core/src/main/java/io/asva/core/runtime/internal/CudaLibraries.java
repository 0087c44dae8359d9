package io.asva.core.runtime.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words for libraries that ONNX Runtime's CUDA provider needs and the loader doesn't find. */
final class CudaLibraries {
  private static final String DRIVER = "libcuda.so.1";
  private static final Pattern RUNTIME =
      Pattern.compile("lib(?:cudart|cublas|cublasLt)\\.so\\.(\\d+)");
  private static final String INSTEAD = "; or use Device.cpu() or Device.auto().";

  private CudaLibraries() {}

  /** Which CUDA libraries of these names belong to: "12"; "12 or 13" where none tells. */
  static String major(List<String> names) {
    return names.stream()
        .map(RUNTIME::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElse("12 or 13");
  }

  /**
   * A sentence that names what is missing, and what to install.
   *
   * @param missing at least one
   * @param needed all that the provider needs
   */
  static String missing(List<String> missing, List<String> needed) {
    List<String> others = missing.stream().filter(name -> !name.equals(DRIVER)).toList();
    String major = major(needed);
    String install =
        "Install CUDA "
            + major
            + " and cuDNN 9 (without root: python3 -m pip install --target DIR "
            + wheels(major)
            + "), and put their folders (DIR/nvidia/*/lib) into LD_LIBRARY_PATH before the program"
            + " starts"
            + INSTEAD;
    if (!missing.contains(DRIVER)) {
      return "ONNX Runtime's CUDA provider needs "
          + String.join(", ", others)
          + ", which the loader does not find. "
          + install;
    }
    return "NVIDIA's driver is not installed, or not for this container: the loader does not find"
        + " its "
        + DRIVER
        + (others.isEmpty()
            ? ". Install it" + INSTEAD
            : ". Missing as well: " + String.join(", ", others) + ". " + install);
  }

  /** NVIDIA's packages on PyPI; those of CUDA 13 have lost the number but for cuDNN's. */
  private static String wheels(String major) {
    String suffix = major.equals("13") ? "" : "-cu12";
    return List.of("cublas", "cuda-runtime", "curand", "cuda-nvrtc").stream()
        .map(name -> "nvidia-" + name + suffix)
        .collect(
            Collectors.joining(
                " ", "nvidia-cudnn-cu" + (suffix.isEmpty() ? "13" : "12") + " ", ""));
  }
}
