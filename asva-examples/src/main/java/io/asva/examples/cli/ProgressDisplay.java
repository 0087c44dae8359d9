package io.asva.examples.cli;

import io.asva.core.Progress;
import java.io.PrintWriter;

/** Shows progress until it is closed. */
interface ProgressDisplay extends Progress.Listener, AutoCloseable {
  /**
   * A bar where a person watches, lines where output goes to a file or another program. The
   * launcher says which: {@code System.console()} does so on some releases of Java only.
   */
  static ProgressDisplay of(PrintWriter err) {
    return Boolean.getBoolean("asva.terminal") ? new ProgressBars() : new ProgressLines(err);
  }

  @Override
  void close();
}
