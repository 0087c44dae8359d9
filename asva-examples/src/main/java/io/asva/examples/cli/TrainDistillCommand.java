package io.asva.examples.cli;

import picocli.CommandLine.Command;

/** Distils the animation model into one for few steps. */
@Command(
    name = "distill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Distils a trained AVSyncD into one that animates in few steps without guidance (latent"
          + " consistency distillation), on videos, into the folder that the file names.",
      "The file is one of asva train animation with a section distill. The UNet of"
          + " model.unet.pretrained_3d_model_path is the teacher, and what the student begins as."
          + " The result is used with --scheduler lcm --steps 4 --audio_guidance 1.",
      "Asked to stop (Ctrl-C, SIGTERM), it finishes the update and writes a checkpoint; with"
          + " resume_from_checkpoint: \"latest\" the same command goes on from there."
    },
    exitCodeListHeading = TrainOptions.EXIT_CODES_HEADING,
    exitCodeList = {TrainOptions.DONE, TrainOptions.FAILED})
final class TrainDistillCommand extends DenoiserTraining {
  @Override
  boolean distils() {
    return true;
  }

  @Override
  String otherwise() {
    return " has no section distill; `distill: {}` has the usual settings. asva train animation"
        + " trains without one.";
  }
}
