package io.asva.examples.training;

import io.asva.core.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Puts the finished networks and the logs of their training together, to be shipped. */
final class PackStage {
  private static final String CATEGORIES = "class_mapping.json";

  // The first steps in full, for those who repeat them.
  private static final int WHOLE = 200;
  private static final int EVERY = 10;

  private final DemoFolder folder;

  PackStage(StageRun run) {
    this.folder = run.folder();
  }

  void run() {
    try {
      for (Path file : files(folder.models())) {
        pack(file, folder.packed().resolve(folder.models().relativize(file).toString()));
      }
      Path data = DemoFolder.create(folder.packed().resolve("datasets/Demo"));
      copy(folder.data().resolve(CATEGORIES), data.resolve(CATEGORIES));
      Path runs = folder.root().resolve("runs");
      for (Path log : files(runs)) {
        if (log.endsWith("train.jsonl")) {
          String stage = runs.relativize(log).getName(0).toString();
          Settings.write(folder.packed().resolve("logs").resolve(stage + ".jsonl"), thinned(log));
        }
      }
    } catch (IOException e) {
      throw new DemoTrainingException("Can't write to " + folder.packed() + ": " + e, e);
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void pack(Path from, Path to) throws IOException {
    DemoFolder.createFor(to);
    String name = String.valueOf(from.getFileName());
    if (name.endsWith(".safetensors") || name.endsWith(".pth") || name.endsWith(".pt")) {
      HalfWeights.write(Weights.open(from), to);
    } else {
      copy(from, to);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String thinned(Path log) throws IOException {
    List<String> kept = new ArrayList<>();
    List<String> lines = Files.readAllLines(log);
    for (int i = 0; i < lines.size(); i++) {
      boolean evaluation = lines.get(i).contains("\"test_");
      if (i < WHOLE || i % EVERY == EVERY - 1 || evaluation) {
        kept.add(lines.get(i));
      }
    }
    return String.join("\n", kept) + "\n";
  }
}
