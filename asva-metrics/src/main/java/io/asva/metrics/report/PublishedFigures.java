package io.asva.metrics.report;

import java.util.List;
import java.util.Locale;

/**
 * The figures in the reference's README for a data set and a guidance scale of audio.
 *
 * @param audioGuidance the guidance scale
 * @param fvd distance of clips
 * @param alignSync times 100, as it is printed there
 */
public record PublishedFigures(double audioGuidance, double fvd, double alignSync) {

  /** The figures for a data set, by rising guidance; none for one that isn't published. */
  public static List<PublishedFigures> of(String dataset) {
    return switch (dataset.toLowerCase(Locale.ROOT)) {
      case "avsync15" -> figures(323.06, 22.21, 300.82, 22.64, 375.02, 22.70);
      case "landscapes" -> figures(491.37, 24.94, 449.59, 25.02, 547.97, 25.16);
      case "thegreatesthits" -> figures(305.41, 22.56, 255.49, 22.89, 279.12, 23.14);
      default -> List.of();
    };
  }

  private static List<PublishedFigures> figures(
      double fvd1, double align1, double fvd4, double align4, double fvd8, double align8) {
    return List.of(
        new PublishedFigures(1, fvd1, align1),
        new PublishedFigures(4, fvd4, align4),
        new PublishedFigures(8, fvd8, align8));
  }
}
