package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomyStackTest {
  /** What a process of its own runs. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      System.out.println("version " + OrtLibrary.version());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 6_000, 100_000})
  void onnxRuntimeStartsWhateverTheLengthOfTheCommandLine(int length)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpadding=" + "/a/b/c.jar:".repeat(length / 11),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).contains("version 1.");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void errorsArriveAsTheyWere() {
    Error error = new UnsatisfiedLinkError("libgone");
    assertThatThrownBy(
            () ->
                RoomyStack.call(
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
    RuntimeException exception = new IllegalStateException("why");
    assertThatThrownBy(
            () ->
                RoomyStack.call(
                    () -> {
                      throw exception;
                    }))
        .isSameAs(exception);
  }
}
