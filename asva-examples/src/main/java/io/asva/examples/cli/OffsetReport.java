package io.asva.examples.cli;

import io.asva.core.files.IfExists;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.examples.plot.LinePlot;
import io.asva.sync.SyncOffset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The report of a shift between audio and image.
 *
 * @param audio whose audio
 * @param video whose images
 * @param scorer by what it was found
 * @param device where networks ran, if the scorer has any
 * @param offset the shift
 */
record OffsetReport(
    Path audio,
    Path video,
    OffsetScorer scorer,
    Optional<ResolvedDevice> device,
    SyncOffset offset) {
  private static final String MEANING =
      "positive: the audio comes later than the image; move the audio by minus this to bring them"
          + " together";
  private static final double NONE = 5e-7; // a step's rounding, not a shift

  /** The shift in words. */
  String words() {
    double seconds = offset.seconds();
    if (Math.abs(seconds) < NONE) {
      return "audio and image are together";
    }
    return String.format(
        Locale.ROOT,
        "the audio comes %.3f s %s than the image",
        Math.abs(seconds),
        seconds > 0 ? "later" : "earlier");
  }

  void print(PrintWriter out) {
    out.println("audio: " + audio);
    out.println("video: " + video);
    out.println("scorer: " + scorer);
    out.println(
        String.format(Locale.ROOT, "offset: %+.3f s: %s", rounded(offset.seconds()), words()));
    out.println("score: " + offset.score());
    device.ifPresent(where -> out.println("device: " + where.words()));
    out.flush();
  }

  void printJson(PrintWriter out) {
    Json json =
        new Json()
            .put("audio", audio.toString())
            .put("video", video.toString())
            .put("scorer", scorer.toString());
    device.ifPresent(json::put);
    json.put("offset_seconds", rounded(offset.seconds()))
        .put("offset_meaning", MEANING)
        .put("score", offset.score())
        .put("notes", offset.notes())
        .put("curve", offset.curve().stream().map(OffsetReport::point).toList())
        .print(out);
  }

  private static Map<String, Double> point(SyncOffset.Point point) {
    Map<String, Double> json = new LinkedHashMap<>();
    json.put("shift_seconds", rounded(point.seconds()));
    json.put("score", point.score());
    return json;
  }

  /** Multiples of a step, without what binary fractions add to them. */
  private static double rounded(double seconds) {
    return Math.rint(seconds * 1e6) / 1e6 + 0.0; // no minus zero
  }

  void plot(Path file, IfExists ifExists) {
    List<LinePlot.Point> points =
        offset.curve().stream().map(p -> new LinePlot.Point(p.seconds(), p.score())).toList();
    String name = String.valueOf(video.getFileName());
    new LinePlot(
            name + ": " + words(),
            "shift tried, in seconds (right: the audio comes later than the image)",
            scorer.score(),
            "score at each shift",
            points,
            String.format(Locale.ROOT, "best: %+.3f s", rounded(offset.seconds())),
            new LinePlot.Point(offset.seconds(), offset.score()))
        .writePng(file, ifExists);
  }
}
