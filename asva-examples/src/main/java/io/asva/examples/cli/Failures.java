package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.core.CancelledException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns a failure into a message on standard error and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  /** The exit code that a shell reports for a program that was interrupted. */
  static final int INTERRUPTED = 130;

  private final BooleanSupplier debug;
  private final BooleanSupplier interrupted;

  Failures(BooleanSupplier debug, BooleanSupplier interrupted) {
    this.debug = debug;
    this.interrupted = interrupted;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
    PrintWriter err = line.getErr();
    boolean stopped = interrupted.getAsBoolean() || e instanceof CancelledException;
    boolean expected = stopped || e instanceof AsvaException;
    err.println(
        "asva: " + (stopped ? "Cancelled; nothing half-made was left behind." : message(e)));
    if (debug.getAsBoolean()) {
      e.printStackTrace(err);
    } else if (!expected) {
      err.println("      --debug shows where it happened.");
    }
    err.flush();
    return stopped ? INTERRUPTED : ExitCode.SOFTWARE;
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    return e instanceof AsvaException && message != null ? message : "unexpected " + e;
  }
}
