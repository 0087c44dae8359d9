package io.asva.training;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.files.PlainFile;
import io.asva.training.internal.LineBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * A line of a run's {@code train.jsonl}: figures of one update, or of an evaluation after it.
 *
 * <p>Immutable.
 *
 * @param step updates done
 * @param values by name, in the line's order: {@code train_loss}, {@code lr}, {@code grad_norm},
 *     {@code clips_per_second}, {@code seconds} of training so far, and the task's own
 */
public record TrainingFigures(int step, Map<String, Double> values) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the lines of a run that may be going on: a last line that isn't complete is left out.
   *
   * @param file {@code train.jsonl}
   * @throws TrainingException if it can't be read, or a line is something else
   */
  public static List<TrainingFigures> read(Path file) {
    List<TrainingFigures> result = new ArrayList<>();
    forEach(file, result::add);
    return result;
  }

  /**
   * Reads as {@link #read} does, line by line: a long run's figures need not fit into memory.
   *
   * @param action is given each line
   * @throws TrainingException if the file can't be read, or a line is something else
   */
  public static void forEach(Path file, Consumer<? super TrainingFigures> action) {
    int number = 0;
    try (LineBytes lines = new LineBytes(PlainFile.stream(file))) {
      for (byte[] line = lines.next();
          line.length > 0 && line[line.length - 1] == '\n';
          line = lines.next()) {
        number++;
        action.accept(line(JSON.readTree(line)));
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw new TrainingException(
          "Line " + number + " of " + file + " holds no figures of a step.", e);
    } catch (IOException e) {
      throw new TrainingException("Can't read " + file + ": " + e, e);
    }
  }

  private static TrainingFigures line(JsonNode node) {
    if (!node.path("step").isInt()) {
      throw new IllegalArgumentException("no step");
    }
    Map<String, Double> values = new LinkedHashMap<>();
    node.properties().stream()
        .filter(entry -> entry.getValue().isNumber() && !entry.getKey().equals("step"))
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().asDouble()));
    return new TrainingFigures(node.path("step").asInt(), values);
  }

  /** One figure; empty where the line has none of this name. */
  public OptionalDouble value(String name) {
    Double value = values.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
