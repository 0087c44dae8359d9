package io.asva.examples.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The verbs from a data set to its figures, each a process of its own, in a folder of their own
 * beside the models. All paths given to them are relative, so runs in two folders can be compared.
 *
 * @param folder the folder
 * @param clips generated clips of each video
 * @param metrics options that say what is evaluated
 */
record EndToEndRun(Path folder, int clips, List<String> metrics) {
  private static final String SEED = "exp/evaluations/checkpoint-1/AG-4.0_TG-1.0/seed-0";
  private static final String DATA = "../models/datasets/Drawn/";

  /** A verb. */
  enum Verb {
    /** Animates the videos. */
    GENERATE,
    /** Evaluates the clips and reports. */
    EVALUATE,
    /** Evaluates the classifier on the videos. */
    EVALUATE_SYNC
  }

  /** Begins a verb, or goes on with it. */
  Process start(Verb verb) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.add(Asva.class.getName());
    command.addAll(arguments(verb));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(output(verb).toFile())
        .redirectError(Redirect.appendTo(log().toFile()))
        .start();
  }

  private List<String> arguments(Verb verb) {
    List<String> arguments = new ArrayList<>();
    String count = Integer.toString(clips);
    switch (verb) {
      case GENERATE -> {
        arguments.addAll(List.of("generate", "--dataset", "Drawn", "--exp_root", "exp"));
        arguments.addAll(List.of("--checkpoint", "1", "--steps", "2"));
        arguments.addAll(List.of("--num_clips_per_video", count));
        arguments.addAll(List.of("--image_h", "64", "--image_w", "64"));
      }
      case EVALUATE -> {
        arguments.addAll(List.of("evaluate", "--dataset", "Drawn", "--record_instance_metrics"));
        arguments.addAll(List.of("--generated_video_root", SEED + "/videos"));
        arguments.addAll(List.of("--num_clips_per_video", count));
        arguments.addAll(List.of("--image_h", "64", "--image_w", "64"));
        arguments.addAll(metrics);
      }
      case EVALUATE_SYNC -> {
        arguments.addAll(List.of("evaluate-sync", "--json", "--work", "sync.jsonl"));
        arguments.addAll(List.of("--data_root", DATA + "videos"));
        arguments.addAll(List.of("--example_list_path", DATA + "test.txt"));
        arguments.addAll(List.of("--num_clips", "11", "--tolerate_range", "2"));
      }
    }
    arguments.addAll(List.of("--models", "../models", "--device", "cpu"));
    return arguments;
  }

  /** The output of a verb; it is not part of the results unless it is JSON. */
  Path output(Verb verb) {
    return folder.resolve(verb == Verb.EVALUATE_SYNC ? "sync.json" : verb + ".log");
  }

  /** The verbs' other output. */
  Path log() {
    return folder.resolve("err.log");
  }

  /** The result of the evaluation. */
  Path result() {
    return folder.resolve(SEED).resolve("metrics/eval_result.json");
  }

  /** The report of the evaluation. */
  Path report() {
    return folder.resolve(SEED).resolve("metrics/eval_result.html");
  }

  /** How many parts of its work a verb has when all is done. */
  int parts(Verb verb) {
    return switch (verb) {
      case GENERATE -> EndToEndData.VIDEOS * clips;
      case EVALUATE -> EndToEndData.VIDEOS * (1 + clips);
      case EVALUATE_SYNC -> EndToEndData.VIDEOS;
    };
  }

  /** How many parts of its work a verb has kept while it is not done. */
  long kept(Verb verb) throws IOException {
    return switch (verb) {
      case GENERATE -> visible(folder.resolve(SEED).resolve("videos"));
      case EVALUATE -> visible(result().resolveSibling("eval_result.json.work"));
      case EVALUATE_SYNC -> Math.max(0, lines(folder.resolve("sync.jsonl")) - 1);
    };
  }

  /** Removes what a verb made, so that it begins anew. */
  void forget(Verb verb) throws IOException {
    List<Path> made =
        switch (verb) {
          case GENERATE -> files(folder.resolve("exp/evaluations"));
          case EVALUATE -> files(folder.resolve(SEED).resolve("metrics"));
          case EVALUATE_SYNC -> List.of(); // what it prints is replaced anyway
        };
    for (Path file : made) {
      Files.delete(file);
    }
  }

  private static long visible(Path folder) throws IOException {
    return files(folder).stream()
        .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
        .count();
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).lines().count() : 0;
  }

  /** The names of all results, sorted; with them everything that should have been removed. */
  List<String> results() throws IOException {
    return files(folder).stream()
        .map(file -> folder.relativize(file).toString())
        .filter(name -> !name.endsWith(".log"))
        .sorted()
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        if (Files.isDirectory(entry)) {
          found.addAll(files(entry));
        } else {
          found.add(entry);
        }
      }
    }
    return found;
  }
}
