package io.asva.diffusion.training;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.diffusion.scheduler.PredictionType;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.SchedulerException;
import io.asva.diffusion.scheduler.TrainingNoise;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds noise to clips, as a step of training sees them, and says what is to be estimated.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class NoisyClips {
  private final TrainingNoise noise;
  private final PredictionType prediction;
  private final FirstFrame firstFrame;

  private NoisyClips(TrainingNoise noise, PredictionType prediction, FirstFrame firstFrame) {
    this.noise = noise;
    this.prediction = prediction;
    this.firstFrame = firstFrame;
  }

  /**
   * The noise of a scheduler's configuration.
   *
   * @throws SchedulerException if the network is to estimate the sample itself, which it isn't
   *     trained for here
   */
  public static NoisyClips of(SchedulerConfig config, FirstFrame firstFrame) {
    if (config.predictionType() == PredictionType.SAMPLE) {
      throw new SchedulerException(
          "Training estimates noise (epsilon) or velocity (v_prediction), not the sample; change"
              + " `prediction_type`.");
    }
    return new NoisyClips(TrainingNoise.of(config), config.predictionType(), firstFrame);
  }

  /**
   * The inputs of {@link DenoisingLoss} that depend on noise: the sample, its timestep and the
   * target.
   *
   * @param latents (batch, frames, height, width, channels)
   * @param draws standard normal, of the same shape, the first frame's too
   * @param timesteps one for each clip
   * @throws SchedulerException if shapes don't agree or a timestep isn't one of training
   */
  public Map<String, Tensor> inputs(FloatTensor latents, FloatTensor draws, long[] timesteps) {
    FloatTensor sample = noise.add(latents, draws, timesteps);
    firstFrame.keep(latents, sample);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("sample", sample);
    inputs.put("timestep", asInput(timesteps));
    inputs.put(
        DenoisingLoss.TARGET,
        prediction == PredictionType.EPSILON ? draws : noise.velocity(latents, draws, timesteps));
    return inputs;
  }

  /** Describes the noise that is added and the target, so that two runs can be compared. */
  String words() {
    float[] kept = noise.alphasCumprod().values();
    return prediction
        + " of "
        + kept.length
        + ", alphas "
        + kept[0]
        + ", "
        + kept[kept.length / 2]
        + " .. "
        + kept[kept.length - 1];
  }

  /** Timesteps as the network takes them. */
  static FloatTensor asInput(long[] timesteps) {
    FloatTensor input = FloatTensor.zeros(timesteps.length);
    for (int i = 0; i < timesteps.length; i++) {
      input.values()[i] = timesteps[i];
    }
    return input;
  }
}
