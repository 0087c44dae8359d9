package io.asva.training.config;

import io.asva.core.config.NumberRange;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.runtime.Device;
import io.asva.training.AdamWOptions;
import io.asva.training.LearningRate;
import io.asva.training.Optimization;
import io.asva.training.Resume;
import io.asva.training.Schedule;
import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.Precision;
import io.asva.training.torchscript.Recomputation;
import io.asva.training.torchscript.TrainableOptions;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How weights are updated, and when they are saved: the section {@code optim}.
 *
 * <p>{@code max_train_steps}, which counts updates, and {@code learning_rate} must be there. Where
 * others are missing: AdamW's constants are the original's, the rate is constant, gradients are
 * clipped at 1 and not accumulated, nothing is in half precision or computed again, checkpoints are
 * written every 1000 updates and none is kept as a milestone, and the run begins anew. {@code
 * lr_scheduler} is {@code constant}, {@code constant_with_warmup} or {@code cosine} (with {@code
 * lr_warmup_steps}). Additions to the original: the latter two for animation, {@code
 * enable_gradient_checkpoint} for the classifier, {@code ema_decay}, which keeps an average of the
 * weights over time, and {@code num_threads}, on how many threads an operation is computed: the
 * same number gives the same bits.
 *
 * <p>{@code mixed_precision} is {@code no}, {@code bf16}, or {@code fp16}, which has no effect on a
 * processor: there it would only be slow. {@code use_8bit_adam} has none either, nor have {@code
 * lr_warmup_steps} with a constant rate.
 *
 * @param steps updates in all
 * @param optimization the optimiser; its learning rate is scaled already where {@code scale_lr}
 *     asks for it
 * @param checkpointingSteps updates between checkpoints
 * @param checkpointingMilestones checkpoints at multiples of this stay
 * @param resume what training goes on from: {@code latest} or the name of a checkpoint; without one
 *     it begins anew
 * @param checkpointGradients whether the inside of the network is computed again in the backward
 *     pass, to save memory
 * @param threads of one operation; libtorch's own choice where it isn't set
 */
public record OptimizerConfig(
    int steps,
    Optimization optimization,
    int checkpointingSteps,
    int checkpointingMilestones,
    Resume resume,
    boolean checkpointGradients,
    OptionalInt threads) {
  private static final int USUAL_CHECKPOINTING_STEPS = 1000;

  /** How the learning rate goes, as the file names it. */
  private enum LearningRateName {
    CONSTANT,
    CONSTANT_WITH_WARMUP,
    COSINE
  }

  /** Names of precisions. */
  private enum MixedPrecision {
    NO,
    FP16,
    BF16
  }

  /**
   * Reads the section.
   *
   * @param batchSize examples of a batch, which {@code scale_lr} multiplies by
   * @param device where is trained; it is looked at where the precision depends on it
   * @throws YamlConfigException if a value is missing or makes no sense
   */
  public static OptimizerConfig of(YamlConfig optim, int batchSize, Device device) {
    int steps = optim.count("max_train_steps", 1);
    int accumulation = optim.count("gradient_accumulation_steps", 1, 1);
    double scale = optim.flag("scale_lr", false) ? (double) accumulation * batchSize : 1;
    if (optim.flag("use_8bit_adam", false)) {
      optim.withoutEffect("use_8bit_adam", "the optimiser's memory is in single precision");
    }
    return new OptimizerConfig(
        steps,
        new Optimization(
            adamW(optim, scale),
            learningRate(optim, steps),
            optim.number("max_grad_norm", 1, NumberRange.POSITIVE),
            accumulation,
            optim.has("ema_decay")
                ? OptionalDouble.of(optim.number("ema_decay", NumberRange.DECAY))
                : OptionalDouble.empty(),
            precision(optim, device)),
        optim.count("checkpointing_steps", USUAL_CHECKPOINTING_STEPS, 1),
        optim.count("checkpointing_milestones", Integer.MAX_VALUE, 1),
        resume(optim),
        optim.flag("enable_gradient_checkpoint", false),
        optim.has("num_threads")
            ? OptionalInt.of(optim.count("num_threads", 1))
            : OptionalInt.empty());
  }

  private static Precision precision(YamlConfig optim, Device device) {
    return switch (optim.choice("mixed_precision", MixedPrecision.class, MixedPrecision.NO)) {
      case NO -> Precision.SINGLE;
      case BF16 -> Precision.BFLOAT16;
      case FP16 -> {
        if (LibTorch.device(device) instanceof Device.Cuda) {
          yield Precision.FLOAT16;
        }
        optim.withoutEffect(
            "mixed_precision",
            "fp16 is not used on a processor, which computes it slowly: training is in single"
                + " precision; bf16 would be used");
        yield Precision.SINGLE;
      }
    };
  }

  private static AdamWOptions adamW(YamlConfig optim, double scale) {
    AdamWOptions usual = AdamWOptions.DEFAULT;
    return new AdamWOptions(
        optim.number("learning_rate", NumberRange.NOT_NEGATIVE) * scale,
        optim.number("adam_beta1", usual.beta1(), NumberRange.DECAY),
        optim.number("adam_beta2", usual.beta2(), NumberRange.DECAY),
        optim.number("adam_epsilon", usual.epsilon(), NumberRange.NOT_NEGATIVE),
        optim.number("adam_weight_decay", usual.weightDecay(), NumberRange.NOT_NEGATIVE));
  }

  private static LearningRate learningRate(YamlConfig optim, int steps) {
    int warmup = optim.count("lr_warmup_steps", 0, 0);
    return switch (optim.choice(
        "lr_scheduler", LearningRateName.class, LearningRateName.CONSTANT)) {
      case CONSTANT -> {
        if (warmup > 0) {
          optim.withoutEffect("lr_warmup_steps", "lr_scheduler is constant");
        }
        yield LearningRate.constant();
      }
      case CONSTANT_WITH_WARMUP -> LearningRate.constantWithWarmup(warmup);
      case COSINE -> LearningRate.cosine(warmup, steps);
    };
  }

  private static Resume resume(YamlConfig optim) {
    String name =
        optim.isFalse("resume_from_checkpoint") ? "" : optim.text("resume_from_checkpoint", "");
    if (name.isBlank()) {
      return Resume.none();
    }
    // The original takes the last component of a path, too.
    String last = name.substring(name.stripTrailing().lastIndexOf('/') + 1);
    return last.equals("latest") ? Resume.latest() : Resume.from(last);
  }

  /** The same with an average of the weights over time, unless there is one already. */
  public OptimizerConfig withUsualAverage(double decay) {
    return new OptimizerConfig(
        steps,
        optimization.averageDecay().isPresent() ? optimization : optimization.withAverage(decay),
        checkpointingSteps,
        checkpointingMilestones,
        resume,
        checkpointGradients,
        threads);
  }

  /** The part of the network that is computed again in the backward pass. */
  public Recomputation recomputation() {
    return checkpointGradients ? Recomputation.SEGMENTS : Recomputation.NONE;
  }

  /**
   * The options of a network that is trained like this.
   *
   * @param device where
   */
  public TrainableOptions network(Device device) {
    return TrainableOptions.all()
        .withRecomputation(recomputation())
        .withPrecision(optimization.precision())
        .withDevice(device);
  }

  /**
   * When things happen.
   *
   * @param logSteps updates whose average makes a line of the log
   * @param evaluationSteps updates between evaluations; 0 for none
   */
  public Schedule schedule(int logSteps, int evaluationSteps) {
    return new Schedule(
        steps, logSteps, checkpointingSteps, checkpointingMilestones, evaluationSteps);
  }
}
