package io.asva.core.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A Java of its own with the tests' class path, or a part of it. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * The output of a main class where some jars are missing.
   *
   * @param absent which jars are left out, by their names
   * @throws AssertionError if it ends with another code than 0
   */
  public static String outputWithout(Predicate<String> absent, Class<?> main)
      throws IOException, InterruptedException {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !absent.test(String.valueOf(Path.of(entry).getFileName())))
            .collect(Collectors.joining(File.pathSeparator));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), "-cp", path, main.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new AssertionError(main.getName() + " ended with " + code + " and printed: " + output);
    }
    return output;
  }
}
