package io.asva.core.runtime.internal;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The meaning of a failure of CUDA for who set the machine up. */
final class CudaFailure {
  private static final Pattern FAILURE = Pattern.compile("CUDA failure (\\d+): [^;\n]+");

  /** By the numbers of cudaError_t. */
  private static final Map<Integer, String> ADVICE =
      Map.of(
          35,
          "The driver is too old for these libraries: update it, or take the build for an older"
              + " CUDA.",
          46,
          "Another program has the device for itself: nvidia-smi lists who uses it.",
          100,
          "The driver finds no device: see whether nvidia-smi lists one, whether"
              + " CUDA_VISIBLE_DEVICES hides it, and whether a container was given it (--gpus all).",
          101,
          "There are fewer devices: nvidia-smi lists them, numbered from 0.",
          209,
          "The device is older or newer than those that this build was made for.",
          803,
          "The driver's parts are of different versions: restart the machine after an update.",
          804,
          "Libraries for older drivers (cuda-compat) are in the way of a device that can't use"
              + " them: take them out of LD_LIBRARY_PATH.");

  private CudaFailure() {}

  /**
   * Extracts CUDA's own message from the page of source places that ONNX Runtime puts around it,
   * and says what to do.
   */
  static String words(String message) {
    Matcher matcher = FAILURE.matcher(message);
    if (!matcher.find()) {
      return message.replaceAll("\\s+", " ").strip()
          + ". See whether nvidia-smi lists the device, and whether its driver is recent enough.";
    }
    int number = matcher.group(1).length() > 4 ? 0 : Integer.parseInt(matcher.group(1));
    String advice =
        ADVICE.getOrDefault(
            number,
            "See whether nvidia-smi lists the device, and whether its driver is recent enough.");
    return matcher.group().strip() + ". " + advice;
  }
}
