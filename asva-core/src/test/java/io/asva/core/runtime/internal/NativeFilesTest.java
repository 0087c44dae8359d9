package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries as they are unpacked into the cache. */
class NativeFilesTest {
  private final Path folder;

  NativeFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Map<String, URL> resources() throws IOException {
    Path source = folder.resolve("source.so");
    if (!Files.exists(source)) {
      Files.writeString(source, "library");
    }
    return Map.of("lib.so", source.toUri().toURL());
  }

  private Path place() throws IOException {
    return Files.createDirectories(folder.resolve("place"));
  }

  @Test
  void areUnpackedOnce() throws IOException {
    NativeFiles.unpack(resources(), place());
    Path file = place().resolve("lib.so");
    assertThat(file).hasContent("library");
    FileTime then = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, then);
    NativeFiles.unpack(resources(), place());
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
  }

  @Test
  void oneOfOtherContentsIsReplacedThoughSizeAndTimeAreRight() throws IOException {
    NativeFiles.unpack(resources(), place());
    Path file = place().resolve("lib.so");
    FileTime then = Files.getLastModifiedTime(file);
    Files.writeString(file, "planted");
    Files.setLastModifiedTime(file, then);
    NativeFiles.unpack(resources(), place());
    assertThat(file).hasContent("library");
  }

  @Test
  void aPlantedLinkIsReplacedAndNotFollowed() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "library");
    Files.createSymbolicLink(place().resolve("lib.so"), precious);
    NativeFiles.unpack(resources(), place());
    assertThat(Files.isSymbolicLink(place().resolve("lib.so"))).isFalse();
    assertThat(place().resolve("lib.so")).hasContent("library");
    assertThat(precious).hasContent("library");
  }

  @Test
  void halfOfOneThatAKilledProcessLeftGoes() throws IOException {
    Files.writeString(place().resolve("lib.so.part"), "lib");
    NativeFiles.unpack(resources(), place());
    try (Stream<Path> files = Files.list(place())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", "lib.so");
    }
  }

  /** Starts ONNX Runtime and FFmpeg, and says where their libraries lie. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      System.out.println(OrtLibrary.version());
      io.asva.core.runtime.NativeLibraries.load(
          List.of(org.bytedeco.ffmpeg.global.avutil.class), "ffmpeg");
      System.out.println("loaded");
    }
  }

  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.add("-XX:-UsePerfData");
    command.addAll(List.of(options));
    if (!List.of(options).contains("-cp")) {
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    }
    command.add(Main.class.getName());
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("ASVA_CACHE", folder.resolve("cache").toString());
    return process.start();
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private Path unpacked(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      return files.filter(f -> f.getFileName().toString().startsWith(name)).findAny().orElseThrow();
    }
  }

  @Test
  void processesThatStartAtOnceShareThemAndDamageIsMended() throws Exception {
    Process first = start();
    Process second = start();
    assertThat(output(first)).contains("loaded");
    assertThat(output(second)).contains("loaded");
    assertThat(folder.resolve("tmp")).isEmptyDirectory();

    for (String name : List.of(System.mapLibraryName("onnxruntime"), "libjniavutil")) {
      Path library = unpacked(name);
      byte[] whole = Files.readAllBytes(library);
      FileTime then = Files.getLastModifiedTime(library);
      byte[] damaged = whole.clone();
      java.util.Arrays.fill(damaged, 0, damaged.length / 2, (byte) 0);
      Files.write(library, damaged);
      Files.setLastModifiedTime(library, then);
      assertThat(output(start())).as(name).contains("loaded");
      assertThat(Files.readAllBytes(library)).as(name).isEqualTo(whole);
    }
  }

  /** It has no jar to compare with, and another program may be using them. */
  @Test
  void aProgramWithoutTheLibrariesLeavesThoseOfOthersAlone() throws Exception {
    assertThat(output(start())).contains("loaded");
    Path library = unpacked("libjniavutil");
    String natives = "-" + Loader.getPlatform() + ".jar";
    String without =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> !(jar.contains("ffmpeg-") && jar.endsWith(natives)))
            .collect(Collectors.joining(File.pathSeparator));
    Process other = start("-cp", without);
    other.getInputStream().readAllBytes();
    assertThat(other.waitFor()).isNotZero();
    assertThat(library).isRegularFile();
  }

  @Test
  void aProgramThatChoseJavaCppsFolderKeepsIt() throws Exception {
    Path own = folder.resolve("own");
    assertThat(output(start("-Dorg.bytedeco.javacpp.cachedir=" + own))).contains("loaded");
    assertThat(own).isDirectoryRecursivelyContaining("glob:**jniavutil*");
    assertThat(folder.resolve("cache/natives/javacpp")).doesNotExist();
  }

  /** JavaCPP's own choice where there is no home; it takes what anyone planted there. */
  @Test
  void whatIsPlantedUnderAPredictableNameInTheTemporaryFolderIsNotLoaded() throws Exception {
    Path planted =
        Files.createDirectories(folder.resolve("tmp/.javacpp-victim/cache")).resolve("planted");
    Files.writeString(planted, "planted");
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-XX:-UsePerfData",
                "-Duser.home=?",
                "-Duser.name=victim",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .directory(Files.createDirectory(folder.resolve("work")).toFile())
            .redirectErrorStream(true);
    List.of("ASVA_CACHE", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA")
        .forEach(process.environment()::remove);
    assertThat(output(process.start())).contains("loaded");
    try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(planted);
    }
    try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
      assertThat(files).as("the folder of this process is gone").hasSize(1);
    }
    assertThat(folder.resolve("work")).isEmptyDirectory(); // no folder called ?
  }
}
