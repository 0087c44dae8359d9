package io.asva.core.runtime.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells this machine's kind of processor from others: ONNX Runtime chooses layouts by what
 * instructions there are, and a cache may lie in a home that several machines share. Stateless.
 */
final class Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final Pattern TELLING =
      Pattern.compile("(model name|flags|Features|CPU implementer|CPU part)\\s*:.*");

  private Processor() {}

  /** A text that is the same on processors of one kind; empty if they can't be told apart here. */
  static Optional<String> id() {
    String architecture = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return kind().map(kind -> architecture + " " + kind);
  }

  private static Optional<String> kind() {
    if (Files.isReadable(LINUX)) {
      try (Stream<String> lines = Files.lines(LINUX)) {
        List<String> telling =
            lines.filter(line -> TELLING.matcher(line).matches()).distinct().sorted().toList();
        return telling.isEmpty()
            ? Optional.empty()
            : Optional.of(telling.stream().collect(Collectors.joining("\n")));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    // Windows says it in the environment. Apple's own processors have one layout.
    return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"))
        .or(
            () ->
                System.getProperty("os.name").startsWith("Mac")
                        && System.getProperty("os.arch").equals("aarch64")
                    ? Optional.of("Apple")
                    : Optional.empty());
  }
}
