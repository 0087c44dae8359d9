package io.asva.examples.tune;

import io.asva.diffusion.FeatureCache;
import io.asva.diffusion.Forecast;
import io.asva.diffusion.GuidancePlan;
import io.asva.diffusion.Preset;
import io.asva.diffusion.Sampling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways that the search tries: each part alone, then the best of them together. */
public final class Candidates {
  /** Points of motion agreement that a part may lose to be tried together with others. */
  static final double LITTLE = 1;

  private static final String SOLVER = "solver";
  private static final String GUIDANCE = "guidance";
  private static final String FEATURES = "features";
  private static final String FORECAST = "forecast";
  private static final String TOGETHER = "together";
  private static final int STEPS = 15;
  private static final int SOLVERS = 3;
  private static final Map<String, List<Integer>> FEWER =
      Map.of("dpm++", List.of(20, 15, 12, 10, 8, 6), "unipc", List.of(15, 10, 8));

  private Candidates() {}

  /** The presets, as they are now. */
  public static List<Candidate> presets() {
    List<Candidate> presets = new ArrayList<>();
    for (Preset preset : Preset.values()) {
      presets.add(new Candidate(preset.word(), preset.sampling()));
    }
    return presets;
  }

  /** Each part alone: fewer steps; the others in {@value #STEPS} steps of DPM-Solver++. */
  public static List<Candidate> alone() {
    List<Candidate> all = new ArrayList<>();
    for (String scheduler : List.of("dpm++", "unipc")) {
      for (int steps : FEWER.getOrDefault(scheduler, List.of())) {
        all.add(new Candidate(SOLVER, base(scheduler, steps)));
      }
    }
    Sampling base = base("dpm++", STEPS);
    for (GuidancePlan plan :
        List.of(
            GuidancePlan.between(0, 0.75),
            GuidancePlan.between(0, 0.5),
            GuidancePlan.between(0.25, 1),
            GuidancePlan.ALWAYS.every(2),
            GuidancePlan.ALWAYS.every(3))) {
      all.add(new Candidate(GUIDANCE, Sampling.builder().all(base).guidance(plan).build()));
    }
    for (int branch = 0; branch <= 1; branch++) {
      for (int every = 2; every <= 3; every++) {
        FeatureCache cache = new FeatureCache(branch, every);
        all.add(new Candidate(FEATURES, Sampling.builder().all(base).cache(cache).build()));
      }
    }
    for (Forecast forecast : List.of(new Forecast(1, 2), new Forecast(2, 2))) {
      all.add(new Candidate(FORECAST, Sampling.builder().all(base).forecast(forecast).build()));
    }
    return all;
  }

  private static Sampling base(String scheduler, int steps) {
    return Sampling.builder().scheduler(scheduler).steps(steps).build();
  }

  /**
   * The cheapest solvers that lose little, each with the guidance plan, the feature cache, and
   * both, that lose little against the steps in which they were tried alone.
   *
   * @param alone what {@link #alone} measured, by candidate
   */
  public static List<Candidate> together(Map<Candidate, Measurement> alone, Measurement exact) {
    Measurement base = alone.get(new Candidate(SOLVER, base("dpm++", STEPS)));
    if (base == null) {
      throw new IllegalArgumentException("the parts' own base was not measured");
    }
    List<Sampling> solvers = cheapest(alone, SOLVER, exact).limit(SOLVERS).toList();
    Optional<GuidancePlan> plan =
        cheapest(alone, GUIDANCE, base).findFirst().map(Sampling::guidance);
    Optional<FeatureCache> cache = cheapest(alone, FEATURES, base).findFirst().map(Sampling::cache);
    List<Candidate> all = new ArrayList<>();
    for (Sampling solver : solvers) {
      plan.ifPresent(p -> all.add(new Candidate(TOGETHER, with(solver, p, solver.cache()))));
      cache.ifPresent(c -> all.add(new Candidate(TOGETHER, with(solver, solver.guidance(), c))));
      if (plan.isPresent() && cache.isPresent()) {
        all.add(new Candidate(TOGETHER, with(solver, plan.get(), cache.get())));
      }
    }
    return all;
  }

  private static Sampling with(Sampling solver, GuidancePlan plan, FeatureCache cache) {
    return Sampling.builder().all(solver).guidance(plan).cache(cache).build();
  }

  /** A part's candidates that lose little against a measurement, the cheapest first. */
  private static Stream<Sampling> cheapest(
      Map<Candidate, Measurement> alone, String part, Measurement base) {
    return alone.entrySet().stream()
        .filter(e -> e.getKey().part().equals(part) && e.getValue().loss(base) <= LITTLE)
        .sorted(Comparator.comparingDouble(e -> e.getValue().evaluations()))
        .map(e -> e.getKey().sampling());
  }
}
