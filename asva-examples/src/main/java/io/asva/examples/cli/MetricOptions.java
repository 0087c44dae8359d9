package io.asva.examples.cli;

import io.asva.metrics.evaluation.EvaluationMetric;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say what is evaluated. */
final class MetricOptions {
  @Option(
      names = {"--eval_fid", "--eval-fid"},
      description = "FID: distance of frames. Needs Inception weights.")
  private boolean fid;

  @Option(
      names = {"--eval_fvd", "--eval-fvd"},
      description = "FVD: distance of clips. Needs i3d_torchscript.pt.")
  private boolean fvd;

  @Option(
      names = {"--eval_clipsim", "--eval-clipsim"},
      description = "IA and IT: similarity of frames with audio and text. Needs ImageBind.")
  private boolean clipSim;

  @Option(
      names = {"--eval_relsync", "--eval-relsync"},
      description = "RelSync: synchrony. Needs the AVSync classifier.")
  private boolean relSync;

  @Option(
      names = {"--eval_alignsync", "--eval-alignsync"},
      description = "AlignSync; needs --eval_clipsim and --eval_relsync beside it.")
  private boolean alignSync;

  @Option(
      names = {"--eval_avalign", "--eval-avalign"},
      description = "AV-Align: onsets of audio against peaks of motion. Needs no weights.")
  private boolean avAlign;

  @Option(
      names = {"--eval_all", "--eval-all"},
      description = "The first five, which are the reference's.")
  private boolean all;

  /** The metrics that are asked for; may be none. */
  Set<EvaluationMetric> metrics() {
    Set<EvaluationMetric> metrics = EnumSet.noneOf(EvaluationMetric.class);
    add(metrics, all || fid, EvaluationMetric.FID);
    add(metrics, all || fvd, EvaluationMetric.FVD);
    add(metrics, all || clipSim, EvaluationMetric.CLIPSIM);
    add(metrics, all || relSync, EvaluationMetric.RELSYNC);
    add(metrics, all || alignSync, EvaluationMetric.ALIGNSYNC);
    add(metrics, avAlign, EvaluationMetric.AV_ALIGN);
    return metrics;
  }

  private static void add(Set<EvaluationMetric> metrics, boolean wanted, EvaluationMetric metric) {
    if (wanted) {
      metrics.add(metric);
    }
  }
}
