package io.asva.verify;

import io.asva.core.AsvaException;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.verify.CaseResult.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Runs golden cases, each by the {@link CaseRunner} of its kind. One after another, so that memory
 * holds one network at a time; a case that can't be read or computed fails, and does not keep
 * others from being run.
 *
 * <p>Safe for use by many threads as far as the runners are.
 */
public final class Verifier {
  // A comparison that allows nothing has an infinite ratio as soon as it is off at all.
  private static final Comparator<Comparison> BY_RATIO =
      Comparator.comparingDouble(c -> c.error() <= 0 ? 0 : c.error() / c.allowed());

  private final Map<String, CaseRunner> runners = new HashMap<>();
  private final Device device;

  private Verifier(Iterable<CaseRunner> runners, Device device) {
    for (CaseRunner runner : runners) {
      for (String kind : runner.kinds()) {
        CaseRunner other = this.runners.putIfAbsent(kind, runner);
        if (other != null) {
          throw new IllegalArgumentException(
              "both " + other.getClass() + " and " + runner.getClass() + " compute " + kind);
        }
      }
    }
    this.device = device;
  }

  /** A verifier with every runner on the class path. */
  public static Verifier on(Device device) {
    return new Verifier(ServiceLoader.load(CaseRunner.class), device);
  }

  /**
   * A verifier with the given runners.
   *
   * @throws IllegalArgumentException if two compute the same kind
   */
  public static Verifier of(Iterable<CaseRunner> runners, Device device) {
    return new Verifier(runners, device);
  }

  /**
   * The folders that hold a {@code case.json}, sorted.
   *
   * @param folders where to look, at any depth; a case's own folder finds that case
   * @throws AsvaException if one is not a folder
   */
  public static List<Path> find(List<Path> folders) {
    return CaseFinder.find(folders);
  }

  /**
   * Computes a case and compares every expected result.
   *
   * @param folder the case's folder
   * @return what became of it; errors of any sort are failures that say what happened
   */
  public CaseResult verify(Path folder) {
    long start = System.nanoTime();
    String name = String.valueOf(folder.getFileName());
    Outcome outcome;
    Comparison worst;
    try {
      GoldenCase golden = GoldenCase.read(folder.toAbsolutePath().normalize());
      name = golden.name();
      CaseRunner runner = runners.get(golden.kind());
      if (golden.kind().isEmpty()) {
        worst = Comparison.failed(name, 0, "its case.json names no kind");
        outcome = Outcome.FAILED;
      } else if (runner == null) {
        worst = new Comparison(name, 0, 0, "nothing computes the kind " + golden.kind());
        outcome = Outcome.SKIPPED;
      } else if (runner.missing(device).isPresent()) {
        worst = new Comparison(name, 0, 0, runner.missing(device).orElseThrow());
        outcome = Outcome.SKIPPED;
      } else {
        List<Comparison> comparisons =
            runner.run(golden, device).stream()
                .map(c -> PrecisionTolerance.apply(golden.kind(), device.precision(), c))
                .toList();
        worst = worst(golden, comparisons);
        boolean passed = worst.passed() && comparisons.stream().allMatch(Comparison::passed);
        outcome = passed ? Outcome.PASSED : Outcome.FAILED;
      }
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      worst = Comparison.failed(name, 0, describe(e));
      outcome = Outcome.FAILED;
    }
    return new CaseResult(name, folder, outcome, worst, (System.nanoTime() - start) / 1e9);
  }

  private static Comparison worst(GoldenCase golden, List<Comparison> comparisons) {
    List<Comparison> all = new ArrayList<>(comparisons);
    if (all.isEmpty()) {
      all.add(Comparison.failed(golden.name(), 0, "nothing was compared"));
    }
    return all.stream().max(BY_RATIO).orElseThrow();
  }

  private static String describe(Throwable e) {
    String message = e.getMessage();
    return e instanceof AsvaException && message != null ? message : e.toString();
  }
}
