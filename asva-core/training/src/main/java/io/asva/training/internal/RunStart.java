package io.asva.training.internal;

import io.asva.training.CheckpointOptions;
import io.asva.training.Resume;
import io.asva.training.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the checkpoint that a run goes on from, and takes over its state. */
final class RunStart {
  private final CheckpointStore store;
  private final CheckpointOptions options;
  private final WordLog log;

  RunStart(CheckpointStore store, CheckpointOptions options, WordLog log) {
    this.store = store;
    this.options = options;
    this.log = log;
  }

  /** The checkpoint to go on from; none for a new run. */
  Optional<SavedCheckpoint> find() throws IOException {
    List<SavedCheckpoint> all = store.all();
    if (options.resume() instanceof Resume.Named named) {
      SavedCheckpoint found = store.named(named.name());
      refuseNewer(found, all);
      return Optional.of(found);
    }
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Path newest = all.get(0).folder();
    if (options.resume() instanceof Resume.None) {
      throw new TrainingException(
          newest
              + " is there already. Set resume_from_checkpoint to latest to go on from it, or"
              + " choose another output_dir for a new run.");
    }
    Optional<SavedCheckpoint> latest = store.latest();
    if (latest.isEmpty()) {
      throw new TrainingException(
          "No checkpoint in "
              + newest.getParent()
              + " is whole; train.log says what is wrong with each. Move them away to begin anew.");
    }
    return latest;
  }

  private static void refuseNewer(SavedCheckpoint found, List<SavedCheckpoint> all) {
    List<String> newer =
        all.stream()
            .filter(other -> other.step() > found.step())
            .map(other -> other.folder().getFileName().toString())
            .toList();
    if (!newer.isEmpty()) {
      throw new TrainingException(
          found.folder()
              + " is older than "
              + newer
              + ", which a run from there would write again. Move them away first, or resume from"
              + " latest.");
    }
  }

  /** Takes over a checkpoint, unless it was made with settings that give other results. */
  void restore(SavedCheckpoint checkpoint, RunSettings now, RunState run, TrainedState state)
      throws IOException {
    RunSettings then = run.restore(checkpoint.folder());
    List<String> differences =
        new ArrayList<>(RunSettings.differences(then.result(), now.result()));
    if (differences.isEmpty()) {
      state
          .otherFrozenWeights(checkpoint.folder())
          .ifPresent(
              name -> differences.add("frozen weights: " + name + " differs, perhaps others too"));
    }
    if (!differences.isEmpty()
        && options.otherSettings() == CheckpointOptions.OtherSettings.REFUSE) {
      throw new TrainingException(
          checkpoint.folder()
              + " was made with settings that give other results:\n  "
              + String.join("\n  ", differences)
              + "\nRestore them, or choose another output_dir, or accept other settings to go on all"
              + " the same (asva train: --accept-other-settings).");
    }
    differences.addAll(RunSettings.differences(then.rest(), now.rest()));
    differences.forEach(difference -> log.warn("Resuming with another " + difference));
    state.restore(checkpoint.folder());
    log.info("Resuming from checkpoint " + checkpoint.folder().getFileName());
  }
}
