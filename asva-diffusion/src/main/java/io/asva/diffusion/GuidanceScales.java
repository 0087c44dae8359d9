package io.asva.diffusion;

/**
 * How strongly an animation follows its audio and its words (classifier-free guidance). A scale of
 * 1 or less is no guidance, and costs one evaluation of the UNet less a step.
 *
 * @param audio the scale for the audio; the original's demo uses 4
 * @param text the scale for the words; the original's demo uses 1
 */
public record GuidanceScales(double audio, double text) {
  /** The original's demo: audio 4, words 1. */
  public static final GuidanceScales DEFAULT = new GuidanceScales(4, 1);

  /**
   * Checks the scales.
   *
   * @throws AnimationException if one is negative, infinite or not a number
   */
  public GuidanceScales {
    check("audio", audio);
    check("text", text);
  }

  private static void check(String what, double scale) {
    if (!(scale >= 0) || Double.isInfinite(scale)) {
      throw new AnimationException(
          "The "
              + what
              + " guidance scale must be a number of 0 or more, not "
              + scale
              + "; 1 is no guidance.");
    }
  }

  /** Whether the audio guides. */
  public boolean guidesByAudio() {
    return audio > 1;
  }

  /** Whether the words guide. */
  public boolean guidesByText() {
    return text > 1;
  }
}
