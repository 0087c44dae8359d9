package io.asva.examples.cli;

import picocli.CommandLine.Command;

/** Trains the animation model. */
@Command(
    name = "animation",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains AVSyncD on videos, as the reference's animation_train.py does, into the folder that"
          + " the file names.",
      "Asked to stop (Ctrl-C, SIGTERM), it finishes the update and writes a checkpoint; with"
          + " resume_from_checkpoint: \"latest\" the same command goes on from there."
    },
    exitCodeListHeading = TrainOptions.EXIT_CODES_HEADING,
    exitCodeList = {TrainOptions.DONE, TrainOptions.FAILED})
final class TrainAnimationCommand extends DenoiserTraining {
  @Override
  boolean distils() {
    return false;
  }

  @Override
  String otherwise() {
    return " has a section distill, which asva train distill is for; take that command, or the"
        + " section out.";
  }
}
