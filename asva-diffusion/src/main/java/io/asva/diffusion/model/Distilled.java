package io.asva.diffusion.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a denoiser for few steps was distilled, as its {@code config.json} says under the name {@code
 * distilled}: guidance by these scales is in what it estimates, so it is used with none, and with
 * the scheduler of latent consistency models. Training writes it.
 *
 * <p>Immutable.
 *
 * @param audioGuidance the scale for the audio that its teacher had
 * @param textGuidance the scale for the words
 * @param originalInferenceSteps how many steps its teacher took, of which it takes some
 * @param timestepScaling how fast it lets go of the sample that it starts from
 */
public record Distilled(
    double audioGuidance, double textGuidance, int originalInferenceSteps, double timestepScaling) {
  private static final String KEY = "distilled";
  private static final String AUDIO = "audio_guidance";
  private static final String TEXT = "text_guidance";
  private static final String STEPS = "original_inference_steps";
  private static final String SCALING = "timestep_scaling";

  /**
   * Reads the entry of a denoiser.
   *
   * @param unet its folder; need not exist
   * @return empty if it says nothing, or if it has no configuration that can be read
   */
  public static Optional<Distilled> of(Path unet) {
    return ConfigEntry.read(unet, KEY, Distilled::read);
  }

  private static Distilled read(JsonNode json) {
    return new Distilled(
        json.path(AUDIO).asDouble(1),
        json.path(TEXT).asDouble(1),
        json.path(STEPS).asInt(),
        json.path(SCALING).asDouble());
  }

  /**
   * A configuration that says it, in place of what it said before.
   *
   * @param config the text of a {@code config.json}
   * @throws ModelFolderException if that isn't a JSON object
   */
  public String in(String config) {
    return ConfigEntry.put(
        config,
        KEY,
        self ->
            self.put(AUDIO, audioGuidance)
                .put(TEXT, textGuidance)
                .put(STEPS, originalInferenceSteps)
                .put(SCALING, timestepScaling));
  }
}
