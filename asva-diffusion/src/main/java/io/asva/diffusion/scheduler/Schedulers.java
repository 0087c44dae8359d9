package io.asva.diffusion.scheduler;

/** The schedulers there are. */
public final class Schedulers {
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
   * A scheduler by its name.
   *
   * @param name the short one, {@code pndm ddim dpm++ unipc}, or the class name that diffusers'
   *     configuration files have
   * @throws SchedulerException if there is none of this name
   */
  public static Scheduler named(String name, SchedulerConfig config) {
    return switch (name) {
      case "pndm", "PNDMScheduler" -> pndm(config);
      case "ddim", "DDIMScheduler" -> ddim(config);
      case "dpm++", "DPMSolverMultistepScheduler" -> dpmSolver(config);
      case "unipc", "UniPCMultistepScheduler" -> uniPc(config);
      default ->
          throw new SchedulerException(
              "There is no scheduler `"
                  + name
                  + "`; supported are pndm (PNDMScheduler), ddim (DDIMScheduler), dpm++"
                  + " (DPMSolverMultistepScheduler) and unipc (UniPCMultistepScheduler).");
    };
  }
}
