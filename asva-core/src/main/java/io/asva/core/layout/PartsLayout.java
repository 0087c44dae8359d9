package io.asva.core.layout;

import java.nio.file.Path;

/**
 * A folder that holds the parts of a model itself, each under its usual name, as diffusers writes
 * them. Nothing need exist.
 *
 * @param root the folder
 */
public record PartsLayout(Path root) {
  /** The configuration in a network's folder. */
  public static final String CONFIG = "config.json";

  /** The denoiser's folder. */
  public Path unet() {
    return root.resolve("unet");
  }

  /** The autoencoder's folder. */
  public Path vae() {
    return root.resolve("vae");
  }

  /** The folder of an audio encoder that training saved. */
  public Path audioEncoder() {
    return root.resolve("audio_encoder");
  }

  /** The folder of CLIP's text encoder. */
  public Path textEncoder() {
    return root.resolve("text_encoder");
  }

  /** The folder of the tokenizer's files. */
  public Path tokenizer() {
    return root.resolve("tokenizer");
  }

  /** The scheduler's configuration. */
  public Path scheduler() {
    return root.resolve("scheduler").resolve("scheduler_config.json");
  }
}
