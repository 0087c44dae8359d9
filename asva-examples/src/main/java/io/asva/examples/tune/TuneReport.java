package io.asva.examples.tune;

import io.asva.examples.plot.FrontPlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The findings of a search: the table, the Pareto curve, and which presets it supports.
 *
 * @param truth what clips were compared with ({@link Subject#truth})
 * @param measurements the exact way's first
 */
public record TuneReport(String truth, List<Measurement> measurements) {
  /** Points of motion agreement that fast may lose. */
  public static final double FAST_LOSS = 2;

  /** How many times fewer evaluations than exact fast must take. */
  public static final double FAST_SPEED = 5;

  /** The share of swapped audio clips that fast must get right. */
  public static final double FAST_SWAPPED = 0.95;

  private static final double BALANCED_LOSS = 1;
  private static final double BALANCED_SPEED = 2;

  /** Copies the measurements. */
  public TuneReport {
    measurements = List.copyOf(measurements);
  }

  private Measurement exact() {
    return measurements.get(0);
  }

  /** Those that no other beats in both evaluations and loss, from the dearest to the cheapest. */
  public List<Measurement> front() {
    List<Measurement> front = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (Measurement m :
        measurements.stream()
            .sorted(
                Comparator.comparingDouble(Measurement::evaluations)
                    .thenComparingDouble(x -> x.loss(exact())))
            .toList()) {
      if (m.loss(exact()) < best) {
        best = m.loss(exact());
        front.add(0, m);
      }
    }
    return front;
  }

  /** All measurements as a table in Markdown, the dearest first; a star marks the Pareto curve. */
  public String table() {
    List<Measurement> front = front();
    StringBuilder text = new StringBuilder();
    text.append(
        "| part | way | evaluations | times fewer | motion agreement | points lost | moving psnr, dB"
            + " | swapped audio clips | named thing |\n|---|---|---|---|---|---|---|---|---|\n");
    measurements.stream()
        .sorted(Comparator.comparingDouble(Measurement::evaluations).reversed())
        .forEach(m -> text.append(row(m, front.contains(m))));
    return text.toString();
  }

  private String row(Measurement m, boolean best) {
    return String.format(
        Locale.ROOT,
        "| %s%s | %s | %.1f | %.2f | %.4f | %.2f | %.2f | %s | %s |%n",
        m.part(),
        best ? " *" : "",
        m.way(),
        m.evaluations(),
        exact().evaluations() / m.evaluations(),
        m.score(Measurement.AGREEMENT),
        m.loss(exact()),
        m.score(Measurement.PSNR),
        share(m.score(Measurement.SWAPPED)),
        share(m.score(Measurement.NAMED)));
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Which presets the measurements support, a line each, and the cheapest ways that would do. */
  public String verdict() {
    StringBuilder text = new StringBuilder();
    text.append("Compared with ").append(truth).append(".\n");
    for (Measurement m : measurements) {
      if (m.part().equals("fast")) {
        text.append(line(m, FAST_SPEED, FAST_LOSS));
      } else if (m.part().equals("balanced")) {
        text.append(line(m, BALANCED_SPEED, BALANCED_LOSS));
      }
    }
    text.append("The cheapest that loses at most a point: ").append(cheapest(BALANCED_LOSS));
    text.append("The cheapest that loses at most two: ").append(cheapest(FAST_LOSS));
    return text.toString();
  }

  private String line(Measurement m, double speed, double loss) {
    double swapped = m.score(Measurement.SWAPPED);
    boolean holds =
        exact().evaluations() / m.evaluations() >= speed
            && m.loss(exact()) <= loss
            && !(swapped < FAST_SWAPPED);
    return String.format(
        Locale.ROOT,
        "%s is %s: %.2f times fewer evaluations (at least %.0f), %.2f points lost (at most %.0f)%s.%n",
        m.part(),
        holds ? "supported" : "NOT supported",
        exact().evaluations() / m.evaluations(),
        speed,
        m.loss(exact()),
        loss,
        Double.isNaN(swapped)
            ? ""
            : String.format(
                Locale.ROOT, ", swapped audio clips %.3f (at least %.2f)", swapped, FAST_SWAPPED));
  }

  private String cheapest(double loss) {
    return measurements.stream()
        .filter(m -> m.loss(exact()) <= loss)
        .min(Comparator.comparingDouble(Measurement::evaluations))
        .map(m -> String.format(Locale.ROOT, "%s, %.1f evaluations.%n", m.way(), m.evaluations()))
        .orElseThrow();
  }

  /** The measurements and their Pareto curve as a plot. */
  public FrontPlot plot() {
    return new FrontPlot(
        "Evaluations against loss",
        "evaluations of the UNet a clip",
        "points of motion agreement lost against exact",
        points(measurements),
        points(front()));
  }

  private List<FrontPlot.Point> points(List<Measurement> some) {
    return some.stream()
        .map(m -> new FrontPlot.Point(m.part(), m.evaluations(), m.loss(exact())))
        .toList();
  }
}
