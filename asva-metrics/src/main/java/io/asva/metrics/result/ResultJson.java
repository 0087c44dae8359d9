package io.asva.metrics.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** The reference's {@code eval_result.json}. */
final class ResultJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ResultJson() {}

  static String of(EvaluationResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("groundtruth_video_root", result.groundTruthRoot());
    root.put("generated_video_root", result.generatedRoot());
    root.put("num_clips_per_video", result.clipsPerVideo());
    result.distances().forEach((metric, distance) -> root.put(metric.name(), distance));
    result
        .summaries()
        .forEach(
            (metric, summary) -> {
              root.put(metric.key() + "_mean", summary.mean());
              put(root, metric.key() + "_std", summary.deviation());
            });
    if (!result.clips().isEmpty()) {
      ObjectNode instances = root.putObject("instance_metrics");
      result
          .clips()
          .forEach(
              (path, scores) -> {
                ObjectNode instance = instances.putObject(path);
                scores.forEach((metric, score) -> instance.put(metric.key(), score));
              });
    }
    if (!result.skipped().isEmpty()) {
      ObjectNode skipped = root.putObject("skipped_files");
      result.skipped().forEach(skipped::put);
    }
    if (!result.notes().isEmpty()) {
      ArrayNode notes = root.putArray("notes");
      result
          .notes()
          .forEach(
              note ->
                  notes
                      .addObject()
                      .put("kind", note.kind().key())
                      .put("files", note.files())
                      .put("example", note.example()));
    }
    result
        .device()
        .ifPresent(
            device -> {
              root.put("device", device.place().toString());
              root.put("precision", device.precision().word());
            });
    try {
      return MAPPER.writer(printer()).writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  /** JSON has no NaN. */
  private static void put(ObjectNode node, String key, double value) {
    if (Double.isNaN(value)) {
      node.putNull(key);
    } else {
      node.put(key, value);
    }
  }

  private static DefaultPrettyPrinter printer() {
    Separators separators =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER);
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(new DefaultIndenter("    ", "\n"));
  }

  static void write(EvaluationResult result, Path file, IfExists ifExists) {
    OutputFile.writeWithFolders(
        file, ifExists, temporary -> Files.writeString(temporary, of(result)));
  }
}
