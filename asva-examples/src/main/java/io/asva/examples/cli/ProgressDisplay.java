package io.asva.examples.cli;

import io.asva.core.Progress;
import java.io.PrintWriter;

/** Shows progress until it is closed. */
interface ProgressDisplay extends Progress.Listener, AutoCloseable {
  /** A bar where a person watches, lines where output goes to a file or another program. */
  static ProgressDisplay of(PrintWriter err) {
    return System.console() != null ? new ProgressBars() : new ProgressLines(err);
  }

  @Override
  void close();
}
