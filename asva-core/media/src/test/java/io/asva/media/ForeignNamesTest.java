package io.asva.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.core.files.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that aren't ASCII, in the locale C, where Java can't write them, and in another. */
class ForeignNamesTest {
  private static final String NAME = "l\u00f6we";

  private final Path folder;

  ForeignNamesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void onlyWhereTheLocaleDecides() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "names depend on the locale");
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "needs a UTF-8 locale");
  }

  /** Opens each file of a folder, and says what fails. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
      try (Stream<Path> files = Files.list(Path.of(args[0]))) {
        for (Path file : files.toList()) {
          try {
            System.out.println(MediaFile.open(file).seconds() + " s");
          } catch (MediaException e) {
            System.out.println(e.getMessage());
          }
          try {
            VideoWriter.check(file, IfExists.REPLACE);
            System.out.println("video");
          } catch (OutputException e) {
            System.out.println(e.getMessage());
          }
          OutputFile.write(file, IfExists.REPLACE, text -> Files.writeString(text, "{}"));
          System.out.println("text " + Files.readString(file));
        }
      }
    }
  }

  private String run(Map<String, String> locale) throws IOException, InterruptedException {
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                folder.toString())
            .redirectErrorStream(true);
    process.environment().keySet().removeIf(name -> name.matches("LANG|LC_.*"));
    process.environment().putAll(locale);
    Process started = process.start();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void areReadInAUtf8LocaleAndExplainedInTheOther() throws Exception {
    VideoWriter.of(MediaSamples.video(32, 32, 4, 4, 0)).mp4(folder.resolve(NAME + ".mp4"));
    String utf8 = run(Map.of("LC_ALL", "C.UTF-8"));
    assertThat(utf8).contains("1.0 s", "video", "text {}");
    VideoWriter.of(MediaSamples.video(32, 32, 4, 4, 0))
        .ifExists(IfExists.REPLACE)
        .mp4(folder.resolve(NAME + ".mp4"));
    // A file that FFmpeg doesn't write may have any name.
    assertThat(run(Map.of()))
        .contains("holds characters that FFmpeg can't be given", "Can't write", "LC_ALL=C.UTF-8")
        .contains("text {}")
        .doesNotContain("video\n");
  }
}
