package io.asva.unet;

import java.util.List;

/**
 * The extents a UNet is written for.
 *
 * @param batch clips that are denoised at once
 * @param frames frames of a clip
 * @param height height of the latents, an eighth of the image's
 * @param width width of the latents
 * @param textTokens tokens of the text encoding, 77 in Stable Diffusion
 * @param audioTokens tokens of the audio encoding, 229 in ImageBind
 * @param audioPositions for each frame the audio tokens it attends to, as many for every frame
 */
public record UnetGeometry(
    int batch,
    int frames,
    int height,
    int width,
    int textTokens,
    int audioTokens,
    List<List<Integer>> audioPositions) {

  /**
   * Checks the extents.
   *
   * @throws IllegalArgumentException if one is not positive, or the audio positions don't fit
   */
  public UnetGeometry {
    if (batch < 1 || frames < 1 || height < 1 || width < 1 || textTokens < 1 || audioTokens < 1) {
      throw new IllegalArgumentException(
          "extents must be positive: "
              + List.of(batch, frames, height, width, textTokens, audioTokens));
    }
    if (audioPositions.size() != frames) {
      throw new IllegalArgumentException(
          "audio positions for " + audioPositions.size() + " frames, not " + frames);
    }
    int seen = audioPositions.get(0).size();
    if (seen == 0 || audioPositions.stream().anyMatch(p -> p.size() != seen)) {
      throw new IllegalArgumentException(
          "every frame must attend to as many audio tokens as the first, at least one");
    }
    for (List<Integer> positions : audioPositions) {
      for (int position : positions) {
        if (position < 0 || position >= audioTokens) {
          throw new IllegalArgumentException(
              "audio position " + position + " is not among the " + audioTokens + " audio tokens");
        }
      }
    }
    audioPositions = audioPositions.stream().map(List::copyOf).toList();
  }

  /** The same for another number of clips. */
  UnetGeometry withBatch(int clips) {
    return new UnetGeometry(clips, frames, height, width, textTokens, audioTokens, audioPositions);
  }
}
