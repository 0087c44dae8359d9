package io.asva.core.weights.lora;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A LoRA to be added to weights.
 *
 * @param file safetensors or one of torch's formats
 * @param scale how much of it is added: 1 is as it was trained, 0 nothing; less than 0 takes it off
 */
public record LoraFile(Path file, double scale) {
  /**
   * Checks the scale.
   *
   * @throws LoraException if it isn't finite
   */
  public LoraFile {
    Objects.requireNonNull(file, "file");
    if (!Double.isFinite(scale)) {
      throw new LoraException(
          "The scale of the LoRA " + file + " must be a finite number, not " + scale + ".");
    }
  }
}
