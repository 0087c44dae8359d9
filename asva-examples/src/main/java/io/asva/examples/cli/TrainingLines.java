package io.asva.examples.cli;

import io.asva.core.files.IfExists;
import io.asva.examples.plot.TrainingPlot;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingProgress;
import io.asva.training.TrainingResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how training goes: the trainer's messages as lines, and where a person watches, one line
 * that changes with every update: loss, clips a second and the time left. Else that line appears
 * now and then. With each checkpoint it draws the run's figures into {@code loss.png}.
 */
final class TrainingLines implements TrainingListener, AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(30);
  private static final int WIDTH = 79;

  private final PrintWriter out;
  private final boolean terminal = Boolean.getBoolean("asva.terminal");
  private long last = System.nanoTime() - QUIET.toNanos();
  private boolean open;

  TrainingLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void onStep(TrainingProgress progress) {
    String text = text(progress);
    if (terminal) {
      out.print("\r" + padded(text));
      out.flush();
      open = true;
    } else if (System.nanoTime() - last >= QUIET.toNanos()) {
      last = System.nanoTime();
      println(text);
    }
  }

  /** The line that is shown for an update. */
  static String text(TrainingProgress progress) {
    return String.format(
        Locale.ROOT,
        "%d/%d  loss %.4f  %.2f clips/s  %s left",
        progress.step(),
        progress.steps(),
        progress.loss(),
        progress.clipsPerSecond(),
        time(progress.timeLeft()));
  }

  private static String time(Duration left) {
    long hours = left.toHours();
    return hours >= 48
        ? left.toDays() + " d " + left.toHoursPart() + " h"
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", hours, left.toMinutesPart(), left.toSecondsPart());
  }

  private static String padded(String text) {
    return text.length() >= WIDTH ? text : text + " ".repeat(WIDTH - text.length());
  }

  @Override
  public synchronized void onMessage(String message) {
    println(message);
  }

  @Override
  public synchronized void onCheckpoint(Path checkpoint) {
    Path run = checkpoint.resolve("../..").normalize();
    try {
      TrainingPlot.of(run.resolve(TrainingPlot.LOG))
          .writePng(run.resolve(TrainingPlot.FILE), IfExists.REPLACE);
    } catch (RuntimeException e) {
      println("There is no new " + TrainingPlot.FILE + ": " + e.getMessage()); // training goes on
    }
  }

  /** Says how it ended. */
  synchronized void end(TrainingResult result) {
    String how = result.end() == TrainingResult.End.FINISHED ? "Finished after " : "Stopped after ";
    String bad =
        result.badExamples() == 0
            ? ""
            : " " + result.badExamples() + " files could not be used; the log names them.";
    println(
        how
            + result.step()
            + " updates; the last checkpoint is "
            + result.checkpoint()
            + "."
            + bad);
  }

  private void println(String text) {
    if (open) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      open = false;
    }
    out.println(text);
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (open) {
      out.println();
      open = false;
    }
    out.flush();
  }
}
