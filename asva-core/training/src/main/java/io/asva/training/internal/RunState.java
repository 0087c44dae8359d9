package io.asva.training.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.files.PlainFile;
import io.asva.training.CheckpointException;
import io.asva.training.torchscript.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a checkpoint besides tensors, {@code trainer_state.json}. The random generator and
 * the order of the examples are functions of the seed and the step, so these two are their state.
 */
final class RunState {
  static final String FILE = "trainer_state.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;

  private final RunSettings settings;
  private final Averages window = new Averages();
  private final @Nullable LossScaler scaler;
  private int step;
  private double seconds;

  RunState(RunSettings settings, Precision precision) {
    this.settings = settings;
    this.scaler = precision == Precision.FLOAT16 ? new LossScaler() : null;
  }

  /** Updates done. */
  int step() {
    return step;
  }

  /** The figures since the last line of {@code train.log}. */
  Averages window() {
    return window;
  }

  /** The scaler of the loss, if it is scaled. */
  @Nullable LossScaler scaler() {
    return scaler;
  }

  /** Seconds of training, in this run and those before it. */
  double seconds() {
    return seconds;
  }

  /** Counts an update. */
  void advance(double duration) {
    step++;
    seconds += duration;
  }

  String toJson() throws JsonProcessingException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("step", step).put("seconds", seconds);
    window.save(root.putObject("since_last_log"));
    if (scaler != null) {
      scaler.save(root.putObject("loss_scaler"));
    }
    root.set("settings", JSON.valueToTree(settings.result()));
    root.set("other_settings", JSON.valueToTree(settings.rest()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  /** Takes over a checkpoint's state; gives the settings that it was made with. */
  RunSettings restore(Path checkpoint) throws IOException {
    JsonNode root = JSON.readTree(PlainFile.bytes(checkpoint.resolve(FILE)));
    if (root.path("format").asInt() != FORMAT) {
      throw new CheckpointException(
          checkpoint
              + " is of format "
              + root.path("format")
              + ", which this version doesn't know; it knows "
              + FORMAT
              + ".");
    }
    step = root.path("step").asInt();
    seconds = root.path("seconds").asDouble();
    window.restore(root.path("since_last_log"));
    if (scaler != null) {
      scaler.restore(root.path("loss_scaler"));
    }
    return new RunSettings(texts(root.path("settings")), texts(root.path("other_settings")));
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> result = new TreeMap<>();
    node.properties().forEach(entry -> result.put(entry.getKey(), entry.getValue().asText()));
    return result;
  }
}
