package io.asva.diffusion.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a {@link SchedulerConfig} while they are chosen; not safe for many threads. */
public final class SchedulerConfigBuilder implements Cloneable {
  int trainTimesteps = 1000;
  double betaStart = 0.0001;
  double betaEnd = 0.02;
  BetaSchedule betaSchedule = BetaSchedule.LINEAR;
  @Nullable List<Double> trainedBetas;
  boolean zeroTerminalSnr;
  PredictionType predictionType = PredictionType.EPSILON;
  @Nullable TimestepSpacing timestepSpacing;
  int stepsOffset;
  boolean skipPrkSteps;
  @Nullable Boolean setAlphaToOne;
  boolean clipSample = true;
  double clipSampleRange = 1;
  int solverOrder = 2;
  @Nullable SolverType solverType;
  SolverAlgorithm algorithm = SolverAlgorithm.DPM_SOLVER_PLUS_PLUS;
  boolean lowerOrderFinal = true;
  boolean eulerAtFinal;
  boolean karrasSigmas;
  boolean luLambdas;
  FinalSigma finalSigma = FinalSigma.ZERO;
  double lambdaMinClipped = Double.NEGATIVE_INFINITY;
  boolean predictSample = true;
  List<Integer> disableCorrector = List.of();
  String learnedVariance = "";

  SchedulerConfigBuilder() {}

  /**
   * The noise of training.
   *
   * @param timesteps how many timesteps, 2 to 100000
   * @param start the first beta, above 0 and below 1
   * @param end the last beta, above 0 and below 1
   */
  public SchedulerConfigBuilder noise(
      int timesteps, double start, double end, BetaSchedule schedule) {
    if (timesteps < 2 || timesteps > 100_000) {
      throw new SchedulerException(
          "The scheduler's `num_train_timesteps` must be in 2..100000, not " + timesteps + ".");
    }
    if (!(start > 0 && start < 1 && end > 0 && end < 1)) {
      throw new SchedulerException(
          "The scheduler's betas must lie between 0 and 1, not " + start + " and " + end + ".");
    }
    this.trainTimesteps = timesteps;
    this.betaStart = start;
    this.betaEnd = end;
    this.betaSchedule = schedule;
    return this;
  }

  /** Sets the quantity that the network predicts; noise by default. */
  public SchedulerConfigBuilder predictionType(PredictionType type) {
    this.predictionType = type;
    return this;
  }

  /** Which timesteps are used; by default leading for PNDM and DDIM, linspace for the others. */
  public SchedulerConfigBuilder timestepSpacing(TimestepSpacing spacing) {
    this.timestepSpacing = spacing;
    return this;
  }

  /** Sets the offset of leading timesteps, 0 or more; Stable Diffusion has 1. */
  public SchedulerConfigBuilder stepsOffset(int offset) {
    if (offset < 0) {
      throw new SchedulerException(
          "The scheduler's `steps_offset` must be 0 or more, not " + offset + ".");
    }
    this.stepsOffset = offset;
    return this;
  }

  /** The highest order of a multistep solver, 1 to 8; DPM-Solver goes to 3. */
  public SchedulerConfigBuilder solverOrder(int order) {
    if (order < 1 || order > 8) {
      throw new SchedulerException(
          "The scheduler's `solver_order` must be in 1..8, not " + order + ".");
    }
    this.solverOrder = order;
    return this;
  }

  /** Lets PNDM do without its Runge-Kutta steps, as Stable Diffusion does. */
  public SchedulerConfigBuilder withoutRungeKuttaSteps() {
    this.skipPrkSteps = true;
    return this;
  }

  /** Lets DDIM keep predicted samples as they are instead of clamping them to -1..1. */
  public SchedulerConfigBuilder withoutClipping() {
    this.clipSample = false;
    return this;
  }

  /** Lets a multistep solver use the noise levels of Karras et al. (2022). */
  public SchedulerConfigBuilder withKarrasSigmas() {
    this.karrasSigmas = true;
    return this;
  }

  /** The options as they are now. */
  public SchedulerConfig build() {
    try {
      return new SchedulerConfig((SchedulerConfigBuilder) clone());
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
