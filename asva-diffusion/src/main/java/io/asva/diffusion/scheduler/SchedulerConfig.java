package io.asva.diffusion.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler's options, named as in diffusers' {@code scheduler_config.json}. An option that is
 * not given has diffusers' default; null means the default of the scheduler in question.
 *
 * <p>Immutable.
 *
 * @param numTrainTimesteps timesteps of training, 2 to 100000
 * @param betaStart the first beta, above 0 and below 1
 * @param betaEnd the last beta, above 0 and below 1
 * @param betaSchedule how betas grow from the first to the last
 * @param trainedBetas the beta of each timestep, in place of the schedule's
 * @param rescaleBetasZeroSnr whether the last timestep is noise alone
 * @param predictionType the quantity that the network predicts
 * @param timestepSpacing which timesteps are used: by default leading for PNDM and DDIM, linspace
 *     for the others
 * @param stepsOffset the offset of leading timesteps, 0 or more
 * @param skipPrkSteps whether PNDM does without its Runge-Kutta steps
 * @param setAlphaToOne whether the last step leaves no noise: by default true for DDIM, false for
 *     PNDM
 * @param clipSample whether predicted samples are clamped: by default true for DDIM, false for LCM;
 *     the others never do
 * @param clipSampleRange the bound that it clamps them to
 * @param solverOrder the highest order of a multistep solver, 1 to 8; DPM-Solver goes to 3
 * @param solverType the form of its higher orders
 * @param algorithmType the equation that DPM-Solver integrates
 * @param lowerOrderFinal whether the last steps are of lower order
 * @param eulerAtFinal whether DPM-Solver's last step is of order 1
 * @param useKarrasSigmas whether a multistep solver has the noise levels of Karras et al. (2022)
 * @param useLuLambdas whether DPM-Solver has those of Lu et al. (2022)
 * @param finalSigmasType the noise that is left after the last step
 * @param lambdaMinClipped the least logarithm of signal to noise that DPM-Solver uses
 * @param predictX0 whether UniPC works on predictions of the sample rather than of the noise
 * @param disableCorrector the steps after which UniPC doesn't correct
 * @param varianceType the variance that the network was trained with; learned ones aren't supported
 * @param originalInferenceSteps how many steps the teacher of LCM and TCD took, of which they take
 *     some, 1 to the timesteps of training
 * @param timestepScaling how fast LCM lets go of the sample that it started from, as the timestep
 *     grows, above 0
 * @param eta how much of the noise TCD draws anew at each step, 0 to 1; diffusers has it as an
 *     argument of {@code step}, and calls it gamma, too
 * @param className the name of diffusers' scheduler that the options were written for
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SchedulerConfig(
    int numTrainTimesteps,
    double betaStart,
    double betaEnd,
    BetaSchedule betaSchedule,
    @Nullable List<Double> trainedBetas,
    boolean rescaleBetasZeroSnr,
    PredictionType predictionType,
    @Nullable TimestepSpacing timestepSpacing,
    int stepsOffset,
    boolean skipPrkSteps,
    @Nullable Boolean setAlphaToOne,
    @Nullable Boolean clipSample,
    double clipSampleRange,
    int solverOrder,
    @Nullable SolverType solverType,
    SolverAlgorithm algorithmType,
    boolean lowerOrderFinal,
    boolean eulerAtFinal,
    boolean useKarrasSigmas,
    boolean useLuLambdas,
    FinalSigma finalSigmasType,
    double lambdaMinClipped,
    boolean predictX0,
    List<Integer> disableCorrector,
    String varianceType,
    int originalInferenceSteps,
    double timestepScaling,
    double eta,
    @JsonProperty("_class_name") @Nullable String className) {
  private static final long LARGEST_FILE = 1 << 20;

  /**
   * Checks the ranges.
   *
   * @throws SchedulerException if an option is out of range
   */
  public SchedulerConfig {
    require(
        numTrainTimesteps >= 2 && numTrainTimesteps <= 100_000,
        "`num_train_timesteps` must be in 2..100000, not " + numTrainTimesteps);
    require(
        betaStart > 0 && betaStart < 1 && betaEnd > 0 && betaEnd < 1,
        "betas must lie between 0 and 1, not " + betaStart + " and " + betaEnd);
    require(stepsOffset >= 0, "`steps_offset` must be 0 or more, not " + stepsOffset);
    require(
        solverOrder >= 1 && solverOrder <= 8, "`solver_order` must be in 1..8, not " + solverOrder);
    require(
        originalInferenceSteps >= 1 && originalInferenceSteps <= numTrainTimesteps,
        "`original_inference_steps` must be in 1.."
            + numTrainTimesteps
            + ", its `num_train_timesteps`, not "
            + originalInferenceSteps);
    require(
        timestepScaling > 0 && Double.isFinite(timestepScaling),
        "`timestep_scaling` must be a number above 0, not " + timestepScaling);
    require(eta >= 0 && eta <= 1, "`eta` must be in 0..1, not " + eta);
    trainedBetas = trainedBetas == null ? null : List.copyOf(trainedBetas);
    disableCorrector = List.copyOf(disableCorrector);
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new SchedulerException("The scheduler's " + otherwise + ".");
    }
  }

  /** Stable Diffusion 1.5's options, which the reference uses. */
  public static SchedulerConfig stableDiffusion() {
    return parse(
        """
        {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012,
         "beta_schedule": "scaled_linear", "skip_prk_steps": true, "set_alpha_to_one": false,
         "steps_offset": 1, "prediction_type": "epsilon", "clip_sample": false}
        """);
  }

  /**
   * Reads a {@code scheduler_config.json}. Names that no scheduler knows are ignored.
   *
   * @throws SchedulerException if the file can't be read, or an option has a value that isn't
   *     supported
   */
  public static SchedulerConfig read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new SchedulerException("There is no scheduler configuration " + file + ".");
      }
      if (Files.size(file) > LARGEST_FILE) {
        throw new SchedulerException(
            file + " has " + Files.size(file) + " bytes, too many for a configuration.");
      }
      return parse(PlainFile.text(file));
    } catch (IOException e) {
      throw new SchedulerException("Can't read " + file + ": " + e.getMessage(), e);
    } catch (SchedulerException e) {
      throw new SchedulerException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads options from JSON.
   *
   * @throws SchedulerException if it is no JSON object, or an option has a value that isn't
   *     supported
   */
  public static SchedulerConfig parse(String json) {
    try {
      return of(SchedulerJson.MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new SchedulerException(
          "A scheduler's configuration must be JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Takes options that were read elsewhere.
   *
   * @throws SchedulerException if they are no JSON object, or one has a value that isn't supported
   */
  public static SchedulerConfig of(JsonNode options) {
    return SchedulerJson.bind(options);
  }

  TimestepSpacing timestepSpacing(TimestepSpacing otherwise) {
    return timestepSpacing == null ? otherwise : timestepSpacing;
  }

  boolean clipSample(boolean otherwise) {
    return clipSample == null ? otherwise : clipSample;
  }

  boolean setAlphaToOne(boolean otherwise) {
    return setAlphaToOne == null ? otherwise : setAlphaToOne;
  }
}
