package io.asva.serve.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a job is. */
public enum JobState {
  /** It is read, or waits for the device. */
  QUEUED,
  /** It has the device, or its files are written. */
  RUNNING,
  /** Its files are there. */
  DONE,
  /** It can't be done; its problem says why. */
  FAILED,
  /** Somebody stopped it, or the server was stopped. */
  CANCELLED;

  /** Its name in JSON. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing changes any more. */
  public boolean isOver() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
