package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.examples.demo.SmallModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A user's home, temporary folder and working folder, in which processes run and leave things. */
record Household(Path folder) {
  /** How few variables an environment needs, so that nothing here keeps a library quiet. */
  private static final List<String> KEPT =
      List.of("PATH", "LD_LIBRARY_PATH", "JAVA_HOME", "TMPDIR");

  static Household in(Path folder) throws IOException {
    Household household = new Household(folder.toRealPath());
    for (Path place : List.of(household.home(), household.temporary(), household.work())) {
      Files.createDirectories(place);
    }
    return household;
  }

  Path home() {
    return folder.resolve("home");
  }

  Path temporary() {
    return folder.resolve("tmp");
  }

  Path work() {
    return folder.resolve("work");
  }

  Path cache() {
    return home().resolve(".cache/asva");
  }

  /** Models that processes need; made by this one, outside of what is looked at. */
  Path models() throws IOException {
    Path models = folder.resolve("models");
    if (!Files.exists(models)) {
      ClassifierFolder.write(models);
      DrawnClip.of(1, 3).mp4(models.resolve("clip.mp4"), 12, 0, 16000, 1);
    }
    return models;
  }

  /** A command that runs a main class. */
  List<String> java(Class<?> main, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    words.add("-Duser.home=" + home());
    words.add("-Djava.io.tmpdir=" + temporary());
    words.addAll(List.of("-cp", absoluteClassPath(), main.getName()));
    words.addAll(arguments);
    return words;
  }

  /** The arguments of {@link AnimatesAndScores}. */
  List<String> animatesAndScores(int seconds, int times) throws IOException {
    return List.of(
        SmallDemo.MODELS.toAbsolutePath().toString(),
        models().resolve(ClassifierFolder.MODULES).toString(),
        SmallDemo.IMAGE.toAbsolutePath().toString(),
        SmallDemo.AUDIO.toAbsolutePath().toString(),
        models().resolve("clip.mp4").toString(),
        work().resolve("out.mp4").toString(),
        Integer.toString(seconds),
        Integer.toString(times));
  }

  /** An animation by the command line, which writes {@code out.mp4} into the working folder. */
  List<String> animate(int steps) {
    return List.of(
        "animate",
        "--models",
        SmallDemo.MODELS.toAbsolutePath().toString(),
        "--dataset",
        SmallModel.DATASET,
        "--category",
        SmallModel.CATEGORY,
        "--image",
        SmallDemo.IMAGE.toAbsolutePath().toString(),
        "--audio",
        SmallDemo.AUDIO.toAbsolutePath().toString(),
        "--size",
        "64x64",
        "--steps",
        Integer.toString(steps),
        "--overwrite",
        "--save_path",
        work().resolve("out.mp4").toString());
  }

  Process start(List<String> command) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(work().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    process.environment().keySet().retainAll(KEPT);
    process.environment().put("HOME", home().toString());
    return process.start();
  }

  void run(List<String> command) throws IOException, InterruptedException {
    int code = start(command).waitFor();
    assertThat(code).as(Files.readString(log())).isZero();
  }

  Path log() {
    return folder.resolve("log.txt");
  }

  /** All that lies in the home, the temporary folder and the working folder, but for the cache. */
  List<Path> found() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path place : List.of(home(), temporary(), work())) {
      try (Stream<Path> files = Files.walk(place)) {
        files
            .filter(file -> !file.equals(place) && !file.startsWith(cache()))
            .filter(file -> !cache().startsWith(file))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** The files in the cache, but for libraries. */
  List<String> cached() throws IOException {
    try (Stream<Path> files = Files.walk(cache())) {
      return files
          .map(file -> cache().relativize(file).toString())
          .filter(name -> !name.isEmpty() && !name.startsWith("natives"))
          .filter(name -> !name.matches("prepared(/(\\.lock|(weight|graph|sums)-[0-9a-f]{64}))?"))
          .toList();
    }
  }

  private static String absoluteClassPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
