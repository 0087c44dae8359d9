package io.asva.core.runtime;

import io.asva.core.Progress;

/**
 * The progress of one wait: of the calls that came before when it began, how many have gone. It
 * never goes back, though calls of others may come in between. For one thread.
 */
final class WaitProgress {
  private final Progress.Listener listener;
  private final String stage;
  private int total; // 0 until the wait is told of
  private int done;

  WaitProgress(Progress.Listener listener, String stage) {
    this.listener = listener;
    this.stage = stage;
  }

  /** Whether there is something to tell when so many calls come before. */
  boolean isNews(int ahead) {
    return total == 0 || total - ahead > done;
  }

  void tell(int ahead) {
    if (total == 0) {
      total = Math.max(1, ahead);
    } else {
      done = total - ahead;
    }
    listener.report(stage, done, total);
  }

  /** The wait is over, if there was one. */
  void end() {
    if (done < total) {
      done = total;
      listener.report(stage, done, total);
    }
  }
}
