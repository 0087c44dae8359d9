package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Closing;
import io.asva.core.tensor.FiniteCheck;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.unet.Unet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The UNet under each condition of the guidance, its text and audio digested. One clip's, for one
 * thread at a time.
 */
final class Branches implements AutoCloseable {
  private final Unet unet;
  private final Guidance guidance;
  private final List<Unet.Condition> conditions = new ArrayList<>();
  private @Nullable FloatTensor difference; // that guidance made when it was last computed

  private Branches(Unet unet, Guidance guidance) {
    this.unet = unet;
    this.guidance = guidance;
  }

  static Branches of(
      Unet unet,
      Guidance guidance,
      FloatTensor text,
      FloatTensor nullText,
      FloatTensor audio,
      FloatTensor nullAudio,
      Cancellation cancellation) {
    Branches branches = new Branches(unet, guidance);
    try {
      for (Guidance.Branch branch : guidance.branches()) {
        branches.conditions.add(
            unet.condition(
                branch.text() ? text : nullText, branch.audio() ? audio : nullAudio, cancellation));
      }
      return branches;
    } catch (RuntimeException | Error e) {
      branches.close();
      throw e;
    }
  }

  /** How many conditions there are. */
  int count() {
    return conditions.size();
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
    FloatTensor time = FloatTensor.of(new float[] {timestep}, 1);
    List<FloatTensor> estimates = new ArrayList<>();
    for (EvaluationPlan.Evaluation evaluation : step.evaluations()) {
      Unet.Condition condition = conditions.get(evaluation.branch());
      Map<String, Tensor> result =
          unet.denoise(sample, time, condition, evaluation.pass(), cancellation);
      estimates.add((FloatTensor) Objects.requireNonNull(result.get("eps")));
    }
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

  @Override
  public void close() {
    Closing.all(conditions);
  }
}
