package io.asva.metrics.evaluation;

import io.asva.media.ClipSampling;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.metrics.MetricsException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How clips are evaluated.
 *
 * @param metrics what is evaluated, at least one
 * @param protocol whether the reference's slips are reproduced
 * @param height rows that frames are fitted to before any network's own size
 * @param width pixels in a row that frames are fitted to
 * @param sampling frames of a clip and their rate
 * @param clipsPerVideo clips of each video
 * @param badFiles what is done about files that can't be used
 * @param limits what files are too large to be read
 */
public record EvaluationSettings(
    Set<EvaluationMetric> metrics,
    Protocol protocol,
    int height,
    int width,
    ClipSampling sampling,
    int clipsPerVideo,
    BadFiles badFiles,
    MediaLimits limits) {

  /**
   * Checks that they go together.
   *
   * @throws MetricsException if they don't
   */
  public EvaluationSettings {
    if (metrics.isEmpty()) {
      throw new MetricsException(
          "There is nothing to evaluate: ask for one metric or more, as --eval_fvd does.");
    }
    metrics = Collections.unmodifiableSet(EnumSet.copyOf(metrics));
    if (metrics.contains(EvaluationMetric.ALIGNSYNC)
        && !(metrics.contains(EvaluationMetric.CLIPSIM)
            && metrics.contains(EvaluationMetric.RELSYNC))) {
      throw new MetricsException(
          "AlignSync is made of IA and RelSync: --eval_alignsync needs --eval_clipsim and"
              + " --eval_relsync beside it.");
    }
    if (height < 1 || width < 1 || clipsPerVideo < 1) {
      throw new MetricsException(
          "Frames of "
              + height
              + "x"
              + width
              + " and "
              + clipsPerVideo
              + " clips a video can't be evaluated; all three must be 1 or more.");
    }
    if (sampling.frames() < 2) {
      throw new MetricsException(
          "A clip needs 2 frames or more: the first is given and not evaluated.");
    }
    if (metrics.contains(EvaluationMetric.RELSYNC)
        && sampling.frames() != ClipSampling.STANDARD.frames()) {
      throw new MetricsException(
          "RelSync's classifier takes clips of "
              + ClipSampling.STANDARD.frames()
              + " frames, not "
              + sampling.frames()
              + ": leave --video_num_frame as it is, or RelSync and AlignSync out.");
    }
  }

  /** Whether a metric is asked for. */
  public boolean wants(EvaluationMetric metric) {
    return metrics.contains(metric);
  }

  /** Whether generated clips need their audio. */
  boolean wantsAudio() {
    return wants(EvaluationMetric.CLIPSIM)
        || wants(EvaluationMetric.RELSYNC)
        || wants(EvaluationMetric.AV_ALIGN);
  }

  /** Whether the ground truth needs its audio. */
  boolean wantsRealAudio() {
    return wants(EvaluationMetric.RELSYNC);
  }
}
