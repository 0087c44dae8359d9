package io.asva.examples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The output of a command line, and its exit code. */
record CommandRun(int code, String out, String err) {
  static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Asva.execute(
            line -> line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)), arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
