package io.asva.examples.training.causes;

import io.asva.examples.drawn.Likeness;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The result of one experiment.
 *
 * @param cause what it was about
 * @param setting what was done
 * @param likeness to the drawn clips
 * @param others other figures, by name, copied
 */
public record Finding(Cause cause, String setting, Likeness likeness, Map<String, Double> others) {
  /** The heading of a table of {@link #row}s, in Markdown. */
  public static final String HEADING =
      """
      | cause | what was done | PSNR | lowest tenth | at strokes | SSIM | colour kept | |
      |---|---|---|---|---|---|---|---|
      """;

  /** At least so far from its rest is a thing at a stroke. */
  static final double STROKE = 0.5;

  /** Copies the map, in its order. */
  public Finding {
    others = new LinkedHashMap<>(others);
  }

  Finding(Cause cause, String setting, Likeness likeness) {
    this(cause, setting, likeness, Map.of());
  }

  /** A row of a table. */
  public String row() {
    StringBuilder more = new StringBuilder();
    others.forEach(
        (name, value) ->
            more.append(more.isEmpty() ? "" : ", ")
                .append(name)
                .append(String.format(Locale.ROOT, " %.3f", value)));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %.1f | %.3f | %.2f | %s |",
        cause,
        setting,
        likeness.psnr(),
        likeness.lowPsnr(),
        likeness.moved(STROKE).psnr(),
        likeness.ssim(),
        likeness.sameColour(),
        more);
  }
}
