package io.asva.examples.cli;

import io.asva.core.Progress;
import java.io.PrintWriter;

/**
 * A line when a stage begins and at each tenth of it, with an estimate of the time left where that
 * is some seconds.
 */
final class ProgressLines implements ProgressDisplay {
  private static final int PARTS = 10;
  private static final double LEAST_SECONDS = 3;

  private final PrintWriter out;
  private String stage = "";
  private long part = -1;
  private long begin;
  private int first;

  ProgressLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void onProgress(Progress progress) {
    long reached = (long) PARTS * progress.step() / progress.total();
    boolean begins = !progress.stage().equals(stage);
    if (begins) {
      begin = System.nanoTime();
      first = progress.step();
    }
    if (begins || reached != part) {
      stage = progress.stage();
      part = reached;
      out.println(stage + " " + progress.step() + "/" + progress.total() + left(progress));
      out.flush();
    }
  }

  /** As if each further step took as long as those before it. */
  private String left(Progress progress) {
    int done = progress.step() - first;
    double seconds = (System.nanoTime() - begin) / 1e9;
    double left = done < 1 ? 0 : seconds / done * (progress.total() - progress.step());
    return left < LEAST_SECONDS ? "" : ", about " + words(left) + " left";
  }

  private static String words(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 100) {
      return whole + " s";
    }
    long minutes = Math.round(seconds / 60);
    return minutes < 100 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  @Override
  public void close() {
    out.flush();
  }
}
