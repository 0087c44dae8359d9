package io.asva.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that a run leaves in its folder. */
final class RunFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunFiles() {}

  static Path checkpoint(Path folder, int step) {
    return folder.resolve("ckpts").resolve("checkpoint-" + step);
  }

  static List<String> checkpoints(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder.resolve("ckpts"))) {
      return children.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** The lines of train.jsonl without what the clock says. */
  static List<String> figures(Path folder) throws IOException {
    List<String> result = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("train.jsonl"))) {
      ObjectNode node = (ObjectNode) JSON.readTree(line);
      result.add(node.without(List.of("seconds", "clips_per_second")).toString());
    }
    return result;
  }

  static double mean(Path folder, String name, int from, int to) throws IOException {
    List<Double> values = new ArrayList<>();
    for (String line : figures(folder)) {
      JsonNode node = JSON.readTree(line);
      if (node.path("step").asInt() >= from && node.path("step").asInt() <= to) {
        values.add(node.path(name).asDouble());
      }
    }
    assertThat(values).hasSize(to - from + 1);
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }

  static void assertSameFigures(Path actual, Path expected) throws IOException {
    assertThat(figures(actual)).isEqualTo(figures(expected)).isNotEmpty();
  }

  /** Compares all files of tensors of a checkpoint byte by byte. */
  static void assertSameTensors(Path actual, Path expected, int step) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(checkpoint(expected, step))) {
      files = all.filter(path -> path.toString().endsWith(".safetensors")).toList();
    }
    assertThat(files).hasSize(3);
    for (Path file : files) {
      Path other =
          checkpoint(actual, step).resolve(checkpoint(expected, step).relativize(file).toString());
      assertThat(other).hasSameBinaryContentAs(file);
    }
  }
}
