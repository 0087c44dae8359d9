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
  /** What a shell reports for a program that was interrupted. */
  static final int INTERRUPTED = 130;

  private final BooleanSupplier debug;

  Failures(BooleanSupplier debug) {
    this.debug = debug;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
    PrintWriter err = line.getErr();
    boolean expected = e instanceof AsvaException;
    String message = e.getMessage();
    err.println("asva: " + (expected && message != null ? message : "unexpected " + e));
    if (debug.getAsBoolean()) {
      e.printStackTrace(err);
    } else if (!expected) {
      err.println("      --debug shows where it happened.");
    }
    err.flush();
    return e instanceof CancelledException ? INTERRUPTED : ExitCode.SOFTWARE;
  }
}
