package io.asva.unet;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.tensor.ElementType;
import java.util.List;
import java.util.Optional;

/**
 * The UNet's inputs.
 *
 * @param sample noisy latents (batch, frames, height, width, channels)
 * @param timestep of each clip (batch)
 * @param text its encoding (batch, tokens, channels)
 * @param audio its encoding (batch, tokens, channels)
 * @param audioPositions for each frame the audio tokens it attends to
 */
public record UnetInputs(
    Value sample, Value timestep, Value text, Value audio, List<List<Integer>> audioPositions) {

  /**
   * Inputs of a graph: {@code sample} and {@code timestep} at each step, {@code text} and {@code
   * audio} once a clip.
   */
  public static UnetInputs of(GraphBuilder g, UnetConfig config, UnetGeometry geometry) {
    return of(g, config, geometry, Optional.empty());
  }

  /** The same inputs but for the text, which is encoded in the same graph. */
  public static UnetInputs of(
      GraphBuilder g, UnetConfig config, UnetGeometry geometry, Value text) {
    return of(g, config, geometry, Optional.of(text));
  }

  private static UnetInputs of(
      GraphBuilder g, UnetConfig config, UnetGeometry size, Optional<Value> encoded) {
    ElementType type = ElementType.F32;
    int b = size.batch();
    int[] latents = {b, size.frames(), size.height(), size.width(), config.inChannels()};
    Value sample = g.input("sample", Rate.STEP, type, latents);
    Value timestep = g.input("timestep", Rate.STEP, type, b);
    Value text =
        encoded.orElseGet(
            () -> g.input("text", Rate.CLIP, type, b, size.textTokens(), config.textWidth()));
    Value audio =
        g.input("audio", Rate.CLIP, type, b, size.audioTokens(), config.audioCrossAttentionDim());
    return new UnetInputs(sample, timestep, text, audio, size.audioPositions());
  }
}
