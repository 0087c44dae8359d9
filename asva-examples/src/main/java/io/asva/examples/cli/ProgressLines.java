package io.asva.examples.cli;

import io.asva.core.Progress;
import java.io.PrintWriter;

/** A line when a stage begins and at each tenth of it. */
final class ProgressLines implements ProgressDisplay {
  private static final int PARTS = 10;

  private final PrintWriter out;
  private String stage = "";
  private long part = -1;

  ProgressLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void onProgress(Progress progress) {
    long reached = (long) PARTS * progress.step() / progress.total();
    if (!progress.stage().equals(stage) || reached != part) {
      stage = progress.stage();
      part = reached;
      out.println(stage + " " + progress.step() + "/" + progress.total());
      out.flush();
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
