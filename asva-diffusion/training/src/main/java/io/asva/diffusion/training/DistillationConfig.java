package io.asva.diffusion.training;

import io.asva.core.config.NumberRange;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.diffusion.GuidanceScales;

/**
 * How a denoiser is distilled into one for few steps: the section {@code distill}, which the
 * original doesn't have. A run with this section distils the UNet of {@code
 * model.unet.pretrained_3d_model_path}.
 *
 * <p>All may be missing. The guidance, {@code audio_guidance} and {@code text_guidance}, is then
 * {@link GuidanceScales#DEFAULT}, and {@code loss_type} pseudo-Huber with a {@code huber_c} of
 * 0.001.
 *
 * @param guidance of the teacher, which becomes part of the student
 * @param loss how the difference of two samples is measured
 * @param huberC where that of {@link Loss#HUBER} goes over from squares to magnitudes, above 0
 */
public record DistillationConfig(GuidanceScales guidance, Loss loss, double huberC) {
  /** The average's decay that runs have which name none, that of diffusers' scripts. */
  static final double USUAL_DECAY = 0.95;

  private static final double USUAL_HUBER_C = 0.001;

  /** The measure of a difference. */
  public enum Loss {
    /** Pseudo-Huber: like squares near 0, like magnitudes elsewhere. */
    HUBER,
    /** Squares. */
    L2
  }

  /**
   * Reads the section.
   *
   * @throws YamlConfigException if a value makes no sense
   */
  public static DistillationConfig of(YamlConfig distill) {
    Loss loss = distill.choice("loss_type", Loss.class, Loss.HUBER);
    if (loss == Loss.L2) {
      distill.withoutEffect("huber_c", "loss_type is l2");
    }
    return new DistillationConfig(
        new GuidanceScales(
            scale(distill, "audio_guidance", GuidanceScales.DEFAULT.audio()),
            scale(distill, "text_guidance", GuidanceScales.DEFAULT.text())),
        loss,
        distill.number("huber_c", USUAL_HUBER_C, NumberRange.POSITIVE));
  }

  private static double scale(YamlConfig distill, String name, double usual) {
    return distill.number(name, usual, NumberRange.NOT_NEGATIVE);
  }
}
