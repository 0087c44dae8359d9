package io.asva.diffusion.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.asva.core.files.AtomicWrite;
import io.asva.core.files.IoReason;
import io.asva.core.files.PlainFile;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.GuidancePlan;
import io.asva.diffusion.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the clips in a folder, by name: all that changes a clip's bytes, except the
 * device, whose differences lie below what a video of 8 bits shows.
 *
 * @param values as they are written
 */
record GenerationSettings(Map<String, String> values) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final long MOST_BYTES = 1 << 20;

  static GenerationSettings of(GenerationRequest request, AnimatorConfig config) {
    Sampling sampling = request.sampling();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("dataset", request.dataset().name());
    values.put("split", request.split().name().toLowerCase(Locale.ROOT));
    request.category().ifPresent(category -> values.put("category", category));
    values.put("clips", Integer.toString(request.clips()));
    values.put("frames", Integer.toString(request.frames().orElse(config.frames())));
    values.put("size", request.size().orElse(config.size()).toString());
    values.put("audio guidance", PythonFloat.repr(request.guidance().audio()));
    values.put("text guidance", PythonFloat.repr(request.guidance().text()));
    values.put("seed", Long.toString(request.seed()));
    values.put("steps", Integer.toString(request.steps()));
    values.put("scheduler", Fingerprint.scheduler(config.scheduler(sampling), request.steps()));
    putShortcuts(sampling, values);
    values.put("protocol", config.protocol().name().toLowerCase(Locale.ROOT));
    config
        .models()
        .ifPresent(
            models -> {
              values.put("UNet", Fingerprint.unet(config, models));
              values.put("VAE", Fingerprint.vae(config, models));
              values.put("audio encoder", Fingerprint.audio(models));
              values.put("words", Fingerprint.words(models, request.dataset()));
            });
    return new GenerationSettings(values);
  }

  /** Puts what steps leave out; nothing for those that leave nothing out, as in older records. */
  private static void putShortcuts(Sampling sampling, Map<String, String> values) {
    if (!sampling.guidance().equals(GuidancePlan.ALWAYS)) {
      values.put("guidance plan", sampling.guidance().toString());
    }
    if (sampling.cache().isUsed()) {
      values.put("feature cache", sampling.cache().toString());
    }
    if (sampling.forecast().every() > 1) {
      values.put("forecast", sampling.forecast().toString());
    }
  }

  /**
   * Reads a record.
   *
   * @throws GenerationException if it can't be read
   */
  static GenerationSettings read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw unreadable(file, "it is too large", null);
      }
      JsonNode json = JSON.readTree(PlainFile.bytes(file));
      Map<String, String> values = new LinkedHashMap<>();
      json.properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
      return new GenerationSettings(values);
    } catch (JacksonException e) {
      throw unreadable(file, "it is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, e.toString(), e);
    }
  }

  private static GenerationException unreadable(Path file, String why, @Nullable Exception e) {
    String message = "The record of what the clips were made with, " + file + ", can't be read: ";
    return e == null
        ? new GenerationException(message + why + ".")
        : new GenerationException(message + why + ".", e);
  }

  /** Writes the record, whole or not at all. */
  void write(Path file) {
    try {
      AtomicWrite.write(file, part -> Files.write(part, JSON.writeValueAsBytes(values)));
    } catch (IOException e) {
      throw new GenerationException("Can't write " + file + ": " + IoReason.of(e) + ".", e);
    }
  }

  /** How these differ from those of an earlier run, one line each. */
  List<String> differences(GenerationSettings before) {
    List<String> differences = new ArrayList<>();
    Map<String, String> all = new LinkedHashMap<>(before.values);
    all.putAll(values);
    for (String name : all.keySet()) {
      String now = values.get(name);
      String then = before.values.get(name);
      if (!Objects.equals(now, then)) {
        differences.add(name + ": " + shown(then) + " before, " + shown(now) + " now");
      }
    }
    return differences;
  }

  private static String shown(@Nullable String value) {
    return value == null ? "none" : value;
  }
}
