package io.asva.examples.cli;

import io.asva.core.Cancellation;
import io.asva.core.files.AsvaCache;
import io.asva.core.prepared.PreparedModels;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NativeMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's main class. */
@Command(
    name = "asva",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Animates an image to audio (ASVA / AVSyncD), without Python.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it failed; the message says why",
      "2:the command line is wrong",
      "130:it was interrupted"
    })
public final class Asva implements Runnable {
  static final List<Class<?>> COMMANDS =
      List.of(
          AnimateCommand.class,
          BenchCommand.class,
          CompletionCommand.class,
          DatasetCommand.class,
          DemoCommand.class,
          DemoDataCommand.class,
          DemoTrainCommand.class,
          DemoTrialCommand.class,
          DemoCausesCommand.class,
          EvaluateCommand.class,
          EvaluateSyncCommand.class,
          ExportCommand.class,
          GenerateCommand.class,
          InfoCommand.class,
          MergeLoraCommand.class,
          ModelsCommand.class,
          OffsetCommand.class,
          ServeCommand.class,
          SyncCommand.class,
          TrainCommand.class,
          TestCommand.class,
          TuneCommand.class,
          VerifyCommand.class);

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  @Option(
      names = "--cache",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description =
          "Folder for what can be made again: unpacked native libraries, the demo's models."
              + " Default: the one that ASVA_CACHE names, else asva in your folder for caches.")
  private @Nullable Path cache;

  @Option(
      names = "--prepared",
      scope = ScopeType.INHERIT,
      paramLabel = "SIZE",
      description =
          "How much may be kept there of what opening models computes, so that they open faster:"
              + " 20GB, off. Default: what ASVA_PREPARED says, else 12 GiB.")
  private @Nullable String prepared;

  @Spec private CommandSpec spec;

  private final Interruption interruption = new Interruption();
  private final OrderlyStop orderlyStop = new OrderlyStop();

  private Asva() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    NativeMemory.prepare();
    int code;
    try {
      code = execute(line -> {}, args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "asva: Java's heap is too small ("
              + e.getMessage()
              + "). ASVA_OPTS=-Xmx4g gives the command line 4 GB.");
      code = CommandLine.ExitCode.SOFTWARE;
    }
    System.exit(code);
  }

  /**
   * Runs the command line.
   *
   * @param settings what is to be set on it before, such as where it prints to
   * @return the exit code
   */
  static int execute(Consumer<CommandLine> settings, String... args) {
    Asva asva = new Asva();
    try (Interruption interruption = asva.interruption;
        OrderlyStop stop = asva.orderlyStop) {
      CommandLine line = asva.commandLine(args);
      settings.accept(line);
      return line.execute(args);
    }
  }

  private CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(this);
    needed(args).forEach(line::addSubcommand);
    line.registerConverter(Device.class, new DeviceConverter());
    line.registerConverter(Path.class, new PathConverter());
    line.setExecutionExceptionHandler(new Failures(() -> debug, interruption::triggered));
    line.setExecutionStrategy(this::run);
    return line;
  }

  /**
   * The one command that is run, if the first word names it: to look at all options of all others
   * takes a third of the time that {@code asva info} does. {@code test} runs others itself, and
   * {@code completion} tells of all.
   */
  private static List<Class<?>> needed(String... args) {
    return COMMANDS.stream()
        .filter(command -> args.length > 0 && name(command).equals(args[0]))
        .filter(command -> command != TestCommand.class && command != CompletionCommand.class)
        .<List<Class<?>>>map(List::of)
        .findFirst()
        .orElse(COMMANDS);
  }

  static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  private int run(ParseResult parsed) {
    if (cache != null) {
      AsvaCache.use(cache);
    }
    if (prepared != null) {
      PreparedModels.limit(
          PreparedModels.size(prepared)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--prepared is \""
                              + prepared
                              + "\"; a size is expected: 500MB, 20GB, off.")));
    }
    return new RunLast().execute(parsed);
  }

  /** The cancellation that Ctrl-C triggers, from the first call on. */
  Cancellation cancellation() {
    return interruption.listen();
  }

  /** The stop that lets long work end in an orderly way, from the first call on. */
  OrderlyStop orderlyStop() {
    orderlyStop.listen();
    return orderlyStop;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
