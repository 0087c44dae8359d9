package io.asva.sync.evaluation;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.Interruptible;
import io.asva.media.MediaException;
import io.asva.media.dataset.DatasetVideo;
import io.asva.media.dataset.VideoList;
import io.asva.sync.CentreScores;
import io.asva.sync.SyncAccuracy;
import io.asva.sync.SyncException;
import io.asva.sync.SyncScorer;
import io.asva.sync.evaluation.SyncEvaluationResult.BadVideo;
import io.asva.sync.evaluation.SyncEvaluationResult.Scored;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reference's evaluation of the classifier: of each video of a list the central audio is
 * compared with all clips' frames and the central frames with all clips' audio clips, and it counts
 * how often the best lies near the centre.
 *
 * <p>With a journal, an evaluation that was killed goes on where it was when it is run again, and
 * finds the same to the last bit.
 *
 * <p>Immutable, so safe for use by many threads, each with a journal of its own.
 */
public final class SyncEvaluation {
  private static final String STAGE = "evaluating";

  private final SyncScorer scorer;
  private final SyncSettings settings;
  private final @Nullable Path journal;
  private final String weights;

  private SyncEvaluation(
      SyncScorer scorer, SyncSettings settings, @Nullable Path journal, String weights) {
    this.scorer = scorer;
    this.settings = settings;
    this.journal = journal;
    this.weights = weights;
  }

  /** An evaluation of a scorer, with the reference's numbers and without a journal. */
  public static SyncEvaluation of(SyncScorer scorer) {
    Objects.requireNonNull(scorer, "scorer");
    return new SyncEvaluation(scorer, SyncSettings.STANDARD, null, "");
  }

  /** The same with other numbers. */
  public SyncEvaluation settings(SyncSettings choice) {
    Objects.requireNonNull(choice, "choice");
    return new SyncEvaluation(scorer, choice, journal, weights);
  }

  /**
   * The same with a file that keeps what is done until all is.
   *
   * @param file it need not exist; it is removed when the evaluation is complete
   * @param scoredBy says what scores: weights, device and protocol. A journal of another one is
   *     refused
   */
  public SyncEvaluation journal(Path file, String scoredBy) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(scoredBy, "scoredBy");
    return new SyncEvaluation(scorer, settings, file, scoredBy);
  }

  /**
   * Evaluates all videos of a list. A video that is listed twice counts twice, as in the original.
   *
   * @param monitor is told of the stage "evaluating", a step a video
   * @throws SyncException if no video could be scored, a score is not a finite number, or the
   *     journal is another evaluation's or can't be written
   * @throws CancelledException if it was stopped
   */
  public SyncEvaluationResult run(VideoList list, ProgressMonitor monitor) {
    Objects.requireNonNull(list, "list");
    Objects.requireNonNull(monitor, "monitor");
    return Interruptible.call(STAGE, () -> evaluate(list, monitor));
  }

  private SyncEvaluationResult evaluate(VideoList list, ProgressMonitor monitor) {
    Path file = journal;
    if (file == null) {
      return run(list, Optional.empty(), monitor);
    }
    SyncEvaluationResult result;
    try (Journal opened = Journal.open(file, settings, weights)) {
      result = run(list, Optional.of(opened), monitor);
    }
    Journal.remove(file);
    return result;
  }

  private SyncEvaluationResult run(
      VideoList list, Optional<Journal> done, ProgressMonitor monitor) {
    List<DatasetVideo> videos = list.videos();
    List<Scored> scored = new ArrayList<>();
    List<BadVideo> bad = new ArrayList<>();
    monitor.report(STAGE, 0, videos.size());
    for (int i = 0; i < videos.size(); i++) {
      DatasetVideo video = videos.get(i);
      monitor.check(STAGE);
      try {
        Optional<CentreScores> known = done.flatMap(j -> j.find(video));
        CentreScores scores = known.orElseGet(() -> score(video, monitor));
        scored.add(new Scored(video.name(), scores));
        if (known.isEmpty()) {
          done.ifPresent(j -> j.add(video, scores));
        }
      } catch (MediaException | BadVideoException e) {
        bad.add(new BadVideo(video.name(), String.valueOf(e.getMessage())));
      }
      monitor.report(STAGE, i + 1, videos.size());
    }
    if (scored.isEmpty()) {
      throw new SyncException(
          "None of the "
              + videos.size()
              + " videos in "
              + list.source()
              + " could be scored. The first: "
              + bad.get(0).reason());
    }
    List<CentreScores> all = scored.stream().map(Scored::scores).toList();
    return new SyncEvaluationResult(SyncAccuracy.of(all, settings.tolerance()), scored, bad);
  }

  private CentreScores score(DatasetVideo video, Cancellation cancellation) {
    try {
      return scorer.centreScores(
          video.file(), settings.clips(), settings.gap(), cancellation.silent());
    } catch (SyncException e) {
      throw new BadVideoException(e); // not one of the journal's
    }
  }

  private static final class BadVideoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadVideoException(SyncException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
