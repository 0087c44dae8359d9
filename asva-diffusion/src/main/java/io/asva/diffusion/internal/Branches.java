package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FiniteCheck;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.Guidance;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The UNet under each condition of the guidance. One clip's, for one thread at a time. */
final class Branches implements AutoCloseable {
  private final OpenUnet unet;
  private final Guidance guidance;
  private final List<OpenUnet.Condition> conditions;
  private OpenUnet.@Nullable Clip clip;
  private @Nullable FloatTensor difference; // that guidance made when it was last computed

  private Branches(OpenUnet unet, Guidance guidance, List<OpenUnet.Condition> conditions) {
    this.unet = unet;
    this.guidance = guidance;
    this.conditions = conditions;
  }

  static Branches of(
      OpenUnet unet,
      Guidance guidance,
      FloatTensor text,
      FloatTensor nullText,
      FloatTensor audio,
      FloatTensor nullAudio) {
    List<OpenUnet.Condition> conditions =
        guidance.branches().stream()
            .map(
                branch ->
                    new OpenUnet.Condition(
                        branch.text() ? text : nullText, branch.audio() ? audio : nullAudio))
            .toList();
    return new Branches(unet, guidance, conditions);
  }

  /** How many conditions there are. */
  int count() {
    return guidance.branches().size();
  }

  /** The share of an evaluation's multiplications that the UNet's outer blocks take. */
  double outerShare() {
    return unet.outerShare();
  }

  /**
   * The joined estimate of the noise in a sample (1, frames, h, w, channels).
   *
   * @param step says which branches are evaluated, and how they join
   */
  FloatTensor estimate(
      FloatTensor sample, int timestep, EvaluationPlan.Step step, Cancellation cancellation) {
    OpenUnet.Clip begun = clip;
    if (begun == null) {
      begun = unet.begin(conditions, cancellation);
      clip = begun;
    }
    List<FloatTensor> estimates = begun.denoise(sample, timestep, step.evaluations(), cancellation);
    return FiniteCheck.require(
        "The noise estimate under guidance",
        joined(step.joining(), estimates),
        () -> "The UNet's estimates are finite, so the guidance scales are too large.");
  }

  private FloatTensor joined(EvaluationPlan.Joining joining, List<FloatTensor> estimates) {
    FloatTensor conditional = estimates.get(estimates.size() - 1);
    return switch (joining) {
      case NONE -> conditional;
      case REMEMBERED -> conditional.plus(Objects.requireNonNull(difference));
      case ANEW -> {
        FloatTensor joined = guidance.join(estimates);
        difference = joined.minus(conditional);
        yield joined;
      }
    };
  }

  /**
   * Frees what follows from the conditions; the next estimate computes it again, to the same bits.
   * Features that are cached go with it.
   */
  void release() {
    OpenUnet.Clip begun = clip;
    clip = null;
    if (begun != null) {
      begun.close();
    }
  }

  @Override
  public void close() {
    release();
  }
}
