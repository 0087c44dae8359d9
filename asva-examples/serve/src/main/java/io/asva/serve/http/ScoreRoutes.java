package io.asva.serve.http;

import io.asva.core.ProgressMonitor;
import io.asva.media.AudioSource;
import io.asva.media.MediaException;
import io.asva.media.VideoSource;
import io.asva.serve.http.Route.Reach;
import io.asva.serve.job.Scoring;
import io.asva.serve.store.PlainWords;
import io.asva.serve.upload.Upload;
import io.asva.serve.upload.Uploads;
import io.asva.sync.SyncException;
import io.asva.sync.SyncOffset;
import io.asva.sync.SyncScore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The routes of scores, which are answered when they are computed. Safe for use by many threads.
 */
record ScoreRoutes(
    Optional<Scoring> scoring, Uploads uploads, FormReader forms, Answering answering) {
  private static final Set<String> FIELDS = Set.of("video", "audio");
  private static final double DIGITS = 1e6;

  /** Measures a pair. */
  @FunctionalInterface
  private interface Measure {
    Object of(Scoring scoring, AudioSource audio, VideoSource video, ProgressMonitor monitor);
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/v1/sync", Reach.KNOWN, e -> measure(e, ScoreRoutes::score)),
        new Route("POST", "/v1/offset", Reach.KNOWN, e -> measure(e, ScoreRoutes::offset)));
  }

  private void measure(Exchange exchange, Measure measure) {
    Scoring chosen =
        scoring.orElseThrow(
            () ->
                new ProblemException(
                    422, "The models of this server have no sync classifier, which scores need."));
    forms.read(
        exchange,
        form -> {
          form.requireOnly(FIELDS);
          Upload video =
              form.file("video", uploads)
                  .orElseThrow(
                      () ->
                          ProblemException.badRequest(
                              "The field video is missing: a file, or an upload's id."))
                  .upload();
          Upload audio = form.file("audio", uploads).map(Uploads.Held::upload).orElse(video);
          try {
            exchange.json(
                200,
                measure.of(
                    chosen,
                    AudioSource.file(audio.file()),
                    VideoSource.file(video.file()),
                    monitor(exchange)));
          } catch (MediaException | SyncException e) {
            throw new ProblemException(422, PlainWords.of(e, names(video, audio)));
          }
        },
        answering);
  }

  private static Map<Path, String> names(Upload video, Upload audio) {
    Map<Path, String> names = new HashMap<>();
    names.put(audio.file(), audio.name());
    names.put(video.file(), video.name()); // they may be one
    return names;
  }

  /** Who has gone away wants no score any more. */
  private static ProgressMonitor monitor(Exchange exchange) {
    ProgressMonitor monitor = ProgressMonitor.none();
    exchange.request().addFailureListener(failure -> monitor.cancel());
    return monitor;
  }

  /**
   * A score as it is told.
   *
   * @param score the classifier's, higher where audio and video move together
   * @param notes what a user should know
   */
  record ScoreView(double score, List<String> notes) {}

  /**
   * A shift as it is told.
   *
   * @param offsetSeconds how much later the audio comes than the image that belongs to it
   * @param score at that shift
   * @param curve the score of each shift that was tried
   * @param notes what a user should know
   */
  record OffsetView(
      double offsetSeconds, double score, List<OffsetPoint> curve, List<String> notes) {}

  /**
   * One shift that was tried.
   *
   * @param shiftSeconds how much later the audio was taken
   * @param score of it
   */
  record OffsetPoint(double shiftSeconds, double score) {}

  private static ScoreView score(
      Scoring scoring, AudioSource audio, VideoSource video, ProgressMonitor monitor) {
    SyncScore score = scoring.score(audio, video, monitor);
    return new ScoreView(score.value(), score.notes());
  }

  private static OffsetView offset(
      Scoring scoring, AudioSource audio, VideoSource video, ProgressMonitor monitor) {
    SyncOffset offset = scoring.offset(audio, video, monitor);
    return new OffsetView(
        rounded(offset.seconds()),
        offset.score(),
        offset.curve().stream()
            .map(point -> new OffsetPoint(rounded(point.seconds()), point.score()))
            .toList(),
        offset.notes());
  }

  /** Multiples of a step, without what binary fractions add to them. */
  private static double rounded(double seconds) {
    return Math.rint(seconds * DIGITS) / DIGITS + 0.0; // no minus zero
  }
}
