package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Precision;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.verify.CaseResult;
import io.asva.verify.Verifier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs golden cases. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks that this machine computes what the original computed: runs every golden case under"
          + " the folders, one line a case.",
      "Weights of large networks are kept in the cache until it is done: up to 10 GB for the"
          + " full-size cases."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no case failed", "1:some case failed, or there was none"})
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders that hold cases (folders with a case.json) at any depth.")
  private List<Path> folders;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description = "Where networks run: cpu, cuda, cuda:N or auto. Default: ${DEFAULT-VALUE}.")
  private Device device;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "fp32",
      converter = DeviceOption.Converter.class,
      description =
          "What networks compute in: fp32, tf32, fp16 or int8. Cases of networks are then allowed what"
              + " that precision rounds. Default: ${DEFAULT-VALUE}.")
  private Precision precision;

  @Spec private CommandSpec spec;

  private Device device() {
    return device.precision(precision);
  }

  @Override
  public Integer call() {
    List<Path> cases = Verifier.find(folders);
    if (cases.isEmpty()) {
      throw new AsvaException("There is no case (a folder with a case.json) in " + folders + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    ResolvedDevice where = DeviceOption.resolve(device(), spec.commandLine().getErr());
    out.println("On " + where.words() + ":");
    Verifier verifier = Verifier.on(where.device());
    CaseLine line = new CaseLine(cases);
    Map<CaseResult.Outcome, Integer> counts = new EnumMap<>(CaseResult.Outcome.class);
    for (Path folder : cases) {
      CaseResult result = verifier.verify(folder);
      counts.merge(result.outcome(), 1, Integer::sum);
      out.println(line.of(result));
      out.flush();
    }
    int failed = counts.getOrDefault(CaseResult.Outcome.FAILED, 0);
    out.printf(
        "%d passed, %d failed, %d skipped%n",
        counts.getOrDefault(CaseResult.Outcome.PASSED, 0),
        failed,
        counts.getOrDefault(CaseResult.Outcome.SKIPPED, 0));
    out.flush();
    return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
