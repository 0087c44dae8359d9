package io.asva.verify.metrics;

import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.metrics.frechet.FrechetDistance;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Computes cases of the kind {@code metrics.frechet}. */
public final class FrechetCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("metrics.frechet");
  }

  @Override
  public Optional<String> missing() {
    return FrechetDistance.missing();
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    double expected = golden.json().path("expected_value").asDouble(Double.NaN);
    double actual = FrechetDistance.between(golden.floats("x1"), golden.floats("x2"));
    double error = Math.abs(actual - expected) / Math.max(1, expected);
    return List.of(
        new Comparison(
            "value",
            Double.isNaN(error) ? Double.POSITIVE_INFINITY : error,
            golden.tolerance("value"),
            "expected " + expected + ", found " + actual));
  }
}
