package io.asva.examples.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The command line as a process of its own.
 *
 * @param folder its working folder
 * @param absent which jars of the tests' class path it lacks, by their names
 */
record AsvaProcess(Path folder, Predicate<String> absent) {
  /** With all jars. */
  static AsvaProcess in(Path folder) {
    return new AsvaProcess(folder, jar -> false);
  }

  AsvaProcess without(Predicate<String> jars) {
    return new AsvaProcess(folder, jars);
  }

  /** Runs the main class of the command line. */
  CommandRun run(List<String> arguments) throws IOException, InterruptedException {
    return run(Asva.class, arguments);
  }

  CommandRun run(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
    int code = start(main, arguments).waitFor();
    return new CommandRun(code, Files.readString(out()), Files.readString(err()));
  }

  /** Starts the main class of the command line. */
  Process start(List<String> arguments) throws IOException {
    return start(Asva.class, arguments);
  }

  private Process start(Class<?> main, List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx1g", "-cp", classPath(), main.getName()));
    words.addAll(arguments);
    ProcessBuilder process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out().toFile())
            .redirectError(err().toFile());
    process.environment().put("OMP_WAIT_POLICY", "passive"); // others want the cores, too
    return process.start();
  }

  private Path out() {
    return folder.resolve("stdout.txt");
  }

  /** The last process's standard error. */
  Path err() {
    return folder.resolve("stderr.txt");
  }

  private String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !absent.test(String.valueOf(Path.of(entry).getFileName())))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
