package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines on which libraries can't be unpacked or run where they usually are; needs root. */
class UnusualMachineTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path folder;

  UnusualMachineTest(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
    Files.createDirectories(place());
    Files.createDirectories(temporary());
  }

  private Path place() {
    return folder.resolve("place");
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  @BeforeEach
  void onlyWhereFileSystemsCanBeMounted() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "needs unshare");
    Process process = mounted("size=1m", List.of("true"));
    assumeTrue(process.waitFor() == 0, "needs root");
  }

  /** Starts a command that alone sees a new file system in the place. */
  private Process mounted(String options, List<String> command) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o \"$0\" none \"$1\" && shift && exec \"$@\"",
                options,
                place().toString()));
    words.addAll(command);
    ProcessBuilder process = new ProcessBuilder(words).redirectErrorStream(true);
    process.environment().keySet().removeIf(name -> name.matches("XDG_CACHE_HOME|ASVA_CACHE"));
    return process.start();
  }

  private static List<String> java(String... options) {
    List<String> words = new ArrayList<>(List.of(JAVA, "-XX:-UsePerfData"));
    words.addAll(List.of(options));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(NativeFilesTest.Main.class.getName());
    return words;
  }

  private String run(String mount, String... options) throws Exception {
    Process process = mounted(mount, java(options));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isBetween(0, 1);
    return output;
  }

  @Test
  void aHomeFromWhichProgramsMayNotRunIsNamed() throws Exception {
    assertThat(run("noexec", "-Duser.home=" + place()))
        .contains("CacheException: Programs may not run from " + place())
        .contains("noexec", "ASVA_CACHE", "--cache", "AsvaCache.use");
  }

  @Test
  void aFullDiskIsNamed() throws Exception {
    assertThat(run("size=1m", "-Duser.home=" + place()))
        .contains("CacheException: Can't unpack ONNX Runtime's libraries to " + place())
        .contains("No space left on device", "ASVA_CACHE");
  }

  @Test
  void withoutAHomeThatCanBeWrittenToItWorks() throws Exception {
    assertThat(run("ro", "-Duser.home=" + place(), "-Djava.io.tmpdir=" + temporary()))
        .contains("loaded");
    assertThat(temporary()).isEmptyDirectory();
  }

  @Test
  void aTemporaryFolderFromWhichProgramsMayNotRunIsNotNeeded() throws Exception {
    assertThat(run("noexec", "-Duser.home=" + folder, "-Djava.io.tmpdir=" + place()))
        .contains("loaded");
  }

  @Test
  void aTemporaryFolderThatIsReadOnlyIsNamed() throws Exception {
    assertThat(run("ro", "-Duser.home=" + folder, "-Djava.io.tmpdir=" + place()))
        .contains("Read-only file system", "java.io.tmpdir");
  }
}
