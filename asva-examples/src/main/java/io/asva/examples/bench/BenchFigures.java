package io.asva.examples.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one device in one precision. Times are seconds.
 *
 * @param device where networks ran
 * @param precision in which they computed
 * @param openSeconds opening all networks, from the cache where an earlier start has filled it
 * @param firstEvaluation the UNet's first, with both branches of guidance by audio
 * @param evaluation the median of the others
 * @param measured how many others there were
 * @param evaluations how many a clip takes
 * @param encodeSeconds image and audio of a clip
 * @param decodeSeconds all frames of a clip
 * @param peakMegabytes the most main memory that the process had at once; null where the system
 *     doesn't tell
 * @param failure why there are no figures; null where there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchFigures(
    String device,
    String precision,
    double openSeconds,
    double firstEvaluation,
    double evaluation,
    int measured,
    int evaluations,
    double encodeSeconds,
    double decodeSeconds,
    @Nullable Long peakMegabytes,
    @Nullable String failure) {

  static BenchFigures failed(String device, String precision, String why) {
    return new BenchFigures(device, precision, 0, 0, 0, 0, 0, 0, 0, null, why);
  }

  /** An estimate of a clip once networks are open: its evaluations at the median's time each. */
  public double clipSeconds() {
    return encodeSeconds + evaluations * evaluation + decodeSeconds;
  }

  /** An estimate of the first clip, opening included. */
  public double firstClipSeconds() {
    return openSeconds + clipSeconds() + firstEvaluation - evaluation;
  }
}
