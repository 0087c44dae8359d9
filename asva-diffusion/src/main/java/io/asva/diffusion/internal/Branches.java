package io.asva.diffusion.internal;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Closing;
import io.asva.core.runtime.Scratch;
import io.asva.core.tensor.FiniteCheck;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.unet.Unet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The UNet under each condition of the guidance, its text and sound digested. One clip's, for one
 * thread at a time.
 */
final class Branches implements AutoCloseable {
  private final Unet unet;
  private final Guidance guidance;
  private final List<Unet.Condition> conditions = new ArrayList<>();

  private Branches(Unet unet, Guidance guidance) {
    this.unet = unet;
    this.guidance = guidance;
  }

  static Branches of(
      Unet unet,
      Guidance guidance,
      FloatTensor words,
      FloatTensor noWords,
      FloatTensor sound,
      FloatTensor noSound,
      Cancellation cancellation) {
    Branches branches = new Branches(unet, guidance);
    try {
      for (Guidance.Branch branch : guidance.branches()) {
        branches.conditions.add(
            unet.condition(
                branch.words() ? words : noWords, branch.sound() ? sound : noSound, cancellation));
      }
      return branches;
    } catch (RuntimeException | Error e) {
      branches.close();
      throw e;
    }
  }

  /** The joined estimate of the noise in a sample (1, frames, h, w, channels). */
  FloatTensor estimate(
      FloatTensor sample, int timestep, Scratch scratch, Cancellation cancellation) {
    FloatTensor time = FloatTensor.of(new float[] {timestep}, 1);
    List<FloatTensor> estimates = new ArrayList<>();
    for (Unet.Condition condition : conditions) {
      Map<String, Tensor> result = unet.denoise(sample, time, condition, scratch, cancellation);
      estimates.add((FloatTensor) Objects.requireNonNull(result.get("eps")));
    }
    return FiniteCheck.require(
        "The noise estimate under guidance",
        guidance.join(estimates),
        () -> "The UNet's estimates are finite, so the guidance scales are too large.");
  }

  @Override
  public void close() {
    Closing.all(conditions);
  }
}
