package io.asva.examples.cli;

import io.asva.core.runtime.Device;
import io.asva.examples.bench.Bench;
import io.asva.examples.bench.BenchFigures;
import io.asva.examples.bench.BenchRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says how fast clips are made on this machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures how long a clip takes here, on each device and in each precision, and which is"
            + " fastest. It makes two short clips of each and estimates the time of whole ones; a"
            + " processor takes some minutes.")
final class BenchCommand implements Callable<Integer> {
  private static final String ROW = "%-16s %-10s %9s %11s %11s %8s %8s %8s %10s%n";

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Folder with the models to measure. Default: networks of the published size with made-up"
              + " weights, which take as long; they need 6 GB of disk until the end.")
  private @Nullable Path models;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Whose model, where the folder has the reference's layout.")
  private @Nullable String dataset;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      split = ",",
      description =
          "Only these, in fp32: cpu, cuda, cuda:N. Default: the processor, in fp32 and where it pays"
              + " in int8, and the first CUDA device in fp32, tf32 and fp16.")
  private @Nullable List<Device> devices;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "50",
      description = "Steps of the clips that are estimated. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(names = "--json", description = "Print JSON: all times in seconds.")
  private boolean json;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    BenchRequest request =
        new BenchRequest(Optional.ofNullable(models), Optional.ofNullable(dataset), steps);
    List<BenchFigures> all = new ArrayList<>();
    for (Device device : devices == null ? Bench.candidates() : devices) {
      all.add(Bench.measure(request, device, asva.cancellation()));
    }
    Optional<BenchFigures> fastest =
        all.stream()
            .filter(figures -> figures.failure() == null)
            .min(Comparator.comparingDouble(BenchFigures::clipSeconds));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      new Json()
          .put("steps", steps)
          .put("estimated", true)
          .put("results", all.stream().map(Bench::values).toList())
          .put("fastest", fastest.map(Bench::values).orElse(null))
          .print(out);
    } else {
      table(out, all);
      fastest.ifPresent(figures -> say(out, figures));
      out.flush();
    }
    return fastest.isPresent() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void table(PrintWriter out, List<BenchFigures> all) {
    out.printf(
        ROW,
        "device",
        "precision",
        "a clip",
        "evaluation",
        "the first",
        "encoding",
        "decoding",
        "opening",
        "memory");
    for (BenchFigures f : all) {
      if (f.failure() == null) {
        out.printf(
            ROW,
            f.device(),
            f.precision(),
            seconds(f.clipSeconds()),
            seconds(f.evaluation()),
            seconds(f.firstEvaluation()),
            seconds(f.encodeSeconds()),
            seconds(f.decodeSeconds()),
            seconds(f.openSeconds()),
            f.peakMegabytes() == null ? "not told" : f.peakMegabytes() + " MB");
      } else {
        out.printf("%-16s %-10s %s%n", f.device(), f.precision(), f.failure());
      }
    }
  }

  private void say(PrintWriter out, BenchFigures f) {
    out.printf(
        Locale.ROOT,
        "%nFastest here: %s in %s, about %s a clip of %d steps (%d evaluations), the first one %s."
            + "%nA clip is an estimate: encoding and decoding as measured, and each evaluation at the"
            + " median of %d.%nMemory is the process's peak in main memory.%n",
        f.device(),
        f.precision(),
        seconds(f.clipSeconds()),
        steps,
        f.evaluations(),
        seconds(f.firstClipSeconds()),
        f.measured());
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f s" : "%.0f s", value);
  }
}
