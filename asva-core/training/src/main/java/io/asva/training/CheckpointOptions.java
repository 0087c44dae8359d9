package io.asva.training;

/**
 * How a run goes on from a checkpoint, and what happens when one can't be written.
 *
 * @param resume from which checkpoint the run goes on
 * @param otherSettings what happens if it was made with settings that give other results
 * @param failure what happens when a checkpoint can't be written
 */
public record CheckpointOptions(Resume resume, OtherSettings otherSettings, Failure failure) {
  /** The newest checkpoint; other settings are refused; a full disk ends the run. */
  public static final CheckpointOptions DEFAULT =
      new CheckpointOptions(Resume.latest(), OtherSettings.REFUSE, Failure.STOP);

  /** Settings that differ from the checkpoint's. */
  public enum OtherSettings {
    /** The run doesn't begin; the message lists them. */
    REFUSE,
    /** The log lists them. */
    ACCEPT
  }

  /** A checkpoint that can't be written, because the disk is full for instance. */
  public enum Failure {
    /** The run ends with an error. */
    STOP,
    /** The log says so, and the next one is tried. The last one of a run must succeed. */
    GO_ON
  }

  /** The same with another start. */
  public CheckpointOptions with(Resume start) {
    return new CheckpointOptions(start, otherSettings, failure);
  }

  /** The same with another choice for other settings. */
  public CheckpointOptions with(OtherSettings choice) {
    return new CheckpointOptions(resume, choice, failure);
  }

  /** The same with another choice for checkpoints that can't be written. */
  public CheckpointOptions with(Failure choice) {
    return new CheckpointOptions(resume, otherSettings, choice);
  }
}
