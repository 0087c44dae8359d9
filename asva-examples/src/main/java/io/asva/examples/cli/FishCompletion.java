package io.asva.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A script that lets fish complete the command line; picocli writes those of other shells. */
final class FishCompletion {
  private final StringBuilder script = new StringBuilder();

  private FishCompletion() {}

  /** The script for a command line with all its commands. */
  static String of(CommandLine root) {
    FishCompletion completion = new FishCompletion();
    completion.script.append("# fish completion of asva\n");
    completion.add(root.getCommandSpec(), List.of());
    return completion.script.toString();
  }

  /**
   * Adds a command's options and commands.
   *
   * @param path the commands that lead to it
   */
  private void add(CommandSpec command, List<String> path) {
    String names = String.join(" ", command.subcommands().keySet());
    String seen =
        path.stream()
            .map(name -> "__fish_seen_subcommand_from " + name)
            .collect(Collectors.joining("; and "));
    command
        .subcommands()
        .forEach(
            (name, line) -> {
              String none = "not __fish_seen_subcommand_from " + names;
              line(seen.isEmpty() ? none : seen + "; and " + none)
                  .append(" -f -a ")
                  .append(quoted(name))
                  .append(described(line.getCommandSpec().usageMessage().description()));
            });
    for (OptionSpec option : command.options()) {
      if (!option.hidden() && !option.inherited()) {
        add(option, seen);
      }
    }
    command
        .subcommands()
        .forEach(
            (name, line) -> {
              List<String> below = new ArrayList<>(path);
              below.add(name);
              add(line.getCommandSpec(), below);
            });
  }

  private void add(OptionSpec option, String seen) {
    StringBuilder line = line(seen);
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      line.append(" -r");
    }
    if (option.completionCandidates() != null) {
      String values =
          StreamSupport.stream(option.completionCandidates().spliterator(), false)
              .collect(Collectors.joining(" "));
      line.append(" -f -a ").append(quoted(values));
    }
    line.append(described(option.description()));
  }

  private StringBuilder line(String condition) {
    if (script.charAt(script.length() - 1) != '\n') {
      script.append('\n');
    }
    script.append("complete -c asva");
    return condition.isEmpty() ? script : script.append(" -n ").append(quoted(condition));
  }

  /** The first sentence of a description. */
  private static String described(String... description) {
    String text = String.join(" ", description).replaceAll("%n|\\$\\{[^}]*}", "").strip();
    int end = text.indexOf(". ");
    return text.isEmpty() ? "" : " -d " + quoted(end < 0 ? text : text.substring(0, end));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
