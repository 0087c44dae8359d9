package io.asva.core.runtime.internal;

import io.asva.core.runtime.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where products of 8-bit integers pay: on processors with instructions that add up four of
 * them at once. Stateless.
 */
final class Int8Support {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** VNNI, in either encoding, and AMX on x86; dot products on ARM. As Linux names them. */
  private static final Pattern INSTRUCTIONS =
      Pattern.compile("^(flags|Features)\\s*:.*\\b(avx512_vnni|avx_vnni|amx_int8|asimddp)\\b");

  private static final Pattern NAME = Pattern.compile("^model name\\s*:\\s*(.+)$");

  private Int8Support() {}

  /** Why a device won't compute in int8; empty if it will. */
  static Optional<String> refusal(Device place) {
    if (place instanceof Device.Cuda) {
      return Optional.of(
          place + " doesn't compute in int8, which is for processors. Use fp16, or the CPU.");
    }
    if (!Files.isReadable(LINUX)) {
      return Optional.empty(); // other systems don't say; nothing but time can be lost
    }
    try {
      return refusal(Files.readString(LINUX));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Why a processor that Linux describes so won't compute in int8; empty if it will. */
  static Optional<String> refusal(String description) {
    if (description.lines().anyMatch(line -> INSTRUCTIONS.matcher(line).find())) {
      return Optional.empty();
    }
    String name =
        description
            .lines()
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .map(line -> " (" + line.group(1).strip() + ")")
            .findFirst()
            .orElse("");
    return Optional.of(
        "This processor"
            + name
            + " has no instructions for products of 8-bit integers (VNNI or AMX; dot products on ARM)."
            + " What ONNX Runtime uses in their place adds up in numbers that overflow. Use fp32.");
  }
}
