package io.asva.diffusion.scheduler;

import java.util.Objects;
import java.util.Set;

/** The schedulers there are. */
public final class Schedulers {
  static final String LCM = "LCMScheduler";
  static final String TCD = "TCDScheduler";
  private static final Set<String> NAMES =
      Set.of(
          "pndm",
          "PNDMScheduler",
          "ddim",
          "DDIMScheduler",
          "dpm++",
          "DPMSolverMultistepScheduler",
          "unipc",
          "UniPCMultistepScheduler",
          "lcm",
          LCM,
          "tcd",
          TCD);

  private Schedulers() {}

  /** PNDM as diffusers has it: one evaluation more than steps, leading spacing by default. */
  public static Scheduler pndm(SchedulerConfig config) {
    return new PndmScheduler(config, PndmSteps.Restart.SAVED);
  }

  /**
   * PNDM as AVSyncD's pipeline runs it, and the animator by default. PNDM takes its first step
   * twice, the second time from the sample that it kept; that pipeline writes each step's result
   * over the very sample that was kept, so the second time starts where the first one led to. The
   * published videos were made so.
   */
  public static Scheduler animationPndm(SchedulerConfig config) {
    return new PndmScheduler(config, PndmSteps.Restart.CURRENT);
  }

  /** DDIM without noise between steps (eta 0), leading spacing by default. */
  public static Scheduler ddim(SchedulerConfig config) {
    return new DdimScheduler(config);
  }

  /** DPM-Solver++ (or DPM-Solver), multistep, linspace spacing by default. */
  public static Scheduler dpmSolver(SchedulerConfig config) {
    return new DpmSolverScheduler(config);
  }

  /** UniPC, multistep, linspace spacing by default. */
  public static Scheduler uniPc(SchedulerConfig config) {
    return new UniPcScheduler(config);
  }

  /**
   * LCM, for networks that were distilled to make a sample in one to eight steps; every step but
   * the last draws noise. Guidance is part of such networks: leave it out.
   */
  public static Scheduler lcm(SchedulerConfig config) {
    return new LcmScheduler(config);
  }

  /** TCD, for networks distilled likewise; {@link SchedulerConfig#eta} is how much it draws. */
  public static Scheduler tcd(SchedulerConfig config) {
    return new TcdScheduler(config);
  }

  /**
   * The scheduler of a model's own configuration: LCM or TCD where it is written for one of them
   * ({@link SchedulerConfig#className}), else {@link #animationPndm}, as the original reads all
   * configurations.
   */
  public static Scheduler ofModel(SchedulerConfig config) {
    return switch (Objects.requireNonNullElse(config.className(), "")) {
      case LCM -> lcm(config);
      case TCD -> tcd(config);
      default -> animationPndm(config);
    };
  }

  /**
   * A scheduler by its name.
   *
   * @param name the short one, {@code pndm ddim dpm++ unipc lcm tcd}, or the class name that
   *     diffusers' configuration files have
   * @throws SchedulerException if there is none of this name
   */
  public static Scheduler named(String name, SchedulerConfig config) {
    return switch (name) {
      case "pndm", "PNDMScheduler" -> pndm(config);
      case "ddim", "DDIMScheduler" -> ddim(config);
      case "dpm++", "DPMSolverMultistepScheduler" -> dpmSolver(config);
      case "unipc", "UniPCMultistepScheduler" -> uniPc(config);
      case "lcm", LCM -> lcm(config);
      case "tcd", TCD -> tcd(config);
      default -> throw unknown(name);
    };
  }

  /**
   * Checks a scheduler's name.
   *
   * @throws SchedulerException if there is none of this name
   */
  public static void requireKnown(String name) {
    Objects.requireNonNull(name, "name");
    if (!NAMES.contains(name)) {
      throw unknown(name);
    }
  }

  private static SchedulerException unknown(String name) {
    return new SchedulerException(
        "There is no scheduler `"
            + name
            + "`; supported are pndm (PNDMScheduler), ddim (DDIMScheduler), dpm++"
            + " (DPMSolverMultistepScheduler), unipc (UniPCMultistepScheduler), lcm"
            + " (LCMScheduler) and tcd (TCDScheduler).");
  }
}
