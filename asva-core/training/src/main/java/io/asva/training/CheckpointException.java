package io.asva.training;

/** A checkpoint that can't be written, or that is damaged. */
public final class CheckpointException extends TrainingException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that names the checkpoint and what to do. */
  public CheckpointException(String message) {
    super(message);
  }

  /** An error with a message and the failure underneath it. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
