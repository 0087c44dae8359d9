package io.asva.core.weights.lora;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.files.IoReason;
import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The settings of {@code adapter_config.json}, which peft writes beside {@code
 * adapter_model.safetensors} and in which alone the alpha of such a file is.
 *
 * @param alpha of all layers; NaN means the rank of each
 * @param rootOfRank whether it is divided by the root of the rank (rsLoRA)
 */
record AdapterConfig(double alpha, boolean rootOfRank) {
  private static final AdapterConfig NONE = new AdapterConfig(Double.NaN, false);
  private static final long LARGEST = 1 << 20;

  /** The configuration beside a file that peft saved, or what holds without one. */
  static AdapterConfig beside(Path lora) {
    Path file = lora.resolveSibling("adapter_config.json");
    boolean saved = String.valueOf(lora.getFileName()).startsWith("adapter_model");
    return saved && Files.exists(file) ? read(file) : NONE;
  }

  private static AdapterConfig read(Path file) {
    JsonNode json;
    try {
      if (Files.size(file) > LARGEST) {
        throw new LoraException(file + " is too large for a configuration.");
      }
      json = new ObjectMapper().readTree(PlainFile.text(file));
    } catch (JsonProcessingException e) {
      throw new LoraException(file + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new LoraException("Can't read " + file + ": " + IoReason.of(e) + ".", e);
    }
    if (json.path("use_dora").asBoolean()) {
      throw new LoraException(file + " tells of DoRA (`use_dora`), which isn't supported.");
    }
    if (!json.path("alpha_pattern").isEmpty()) {
      throw new LoraException(
          file + " has an alpha for each layer (`alpha_pattern`), which isn't supported.");
    }
    JsonNode alpha = json.path("lora_alpha");
    if (!alpha.isNumber() || !Double.isFinite(alpha.asDouble())) {
      throw new LoraException(file + ": expected a number for `lora_alpha`; found " + alpha + ".");
    }
    return new AdapterConfig(alpha.asDouble(), json.path("use_rslora").asBoolean());
  }

  /** The number that products of a rank are multiplied by. */
  double share(int rank) {
    return Double.isNaN(alpha) ? 1 : alpha / (rootOfRank ? Math.sqrt(rank) : rank);
  }
}
