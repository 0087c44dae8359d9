package io.asva.diffusion.scheduler;

import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler's options, under the meanings of diffusers' {@code scheduler_config.json}. What is
 * not given has the default that diffusers gives it for the scheduler in question.
 *
 * <p>Immutable.
 */
public final class SchedulerConfig {
  private static final long LARGEST_FILE = 1 << 20;

  private final SchedulerConfigBuilder values;

  SchedulerConfig(SchedulerConfigBuilder values) {
    this.values = values;
  }

  /** Options to choose, each at diffusers' default. */
  public static SchedulerConfigBuilder builder() {
    return new SchedulerConfigBuilder();
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
    return SchedulerConfigReader.read(json);
  }

  /** Timesteps of training. */
  public int trainTimesteps() {
    return values.trainTimesteps;
  }

  /** The quantity that the network predicts. */
  public PredictionType predictionType() {
    return values.predictionType;
  }

  /** Which timesteps are used, if it was said. */
  public Optional<TimestepSpacing> timestepSpacing() {
    return Optional.ofNullable(values.timestepSpacing);
  }

  double betaStart() {
    return values.betaStart;
  }

  double betaEnd() {
    return values.betaEnd;
  }

  BetaSchedule betaSchedule() {
    return values.betaSchedule;
  }

  @Nullable List<Double> trainedBetas() {
    return values.trainedBetas;
  }

  boolean zeroTerminalSnr() {
    return values.zeroTerminalSnr;
  }

  TimestepSpacing timestepSpacing(TimestepSpacing otherwise) {
    return values.timestepSpacing == null ? otherwise : values.timestepSpacing;
  }

  int stepsOffset() {
    return values.stepsOffset;
  }

  boolean skipPrkSteps() {
    return values.skipPrkSteps;
  }

  boolean setAlphaToOne(boolean otherwise) {
    return values.setAlphaToOne == null ? otherwise : values.setAlphaToOne;
  }

  boolean clipSample() {
    return values.clipSample;
  }

  float clipSampleRange() {
    return (float) values.clipSampleRange;
  }

  int solverOrder() {
    return values.solverOrder;
  }

  @Nullable SolverType solverType() {
    return values.solverType;
  }

  SolverAlgorithm algorithm() {
    return values.algorithm;
  }

  boolean lowerOrderFinal() {
    return values.lowerOrderFinal;
  }

  boolean eulerAtFinal() {
    return values.eulerAtFinal;
  }

  boolean karrasSigmas() {
    return values.karrasSigmas;
  }

  boolean luLambdas() {
    return values.luLambdas;
  }

  FinalSigma finalSigma() {
    return values.finalSigma;
  }

  double lambdaMinClipped() {
    return values.lambdaMinClipped;
  }

  boolean predictSample() {
    return values.predictSample;
  }

  List<Integer> disableCorrector() {
    return values.disableCorrector;
  }

  String learnedVariance() {
    return values.learnedVariance;
  }
}
