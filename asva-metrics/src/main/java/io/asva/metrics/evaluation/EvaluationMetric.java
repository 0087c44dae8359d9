package io.asva.metrics.evaluation;

/** A metric of an evaluation, in the reference's order; AV-Align is an addition. */
public enum EvaluationMetric {
  /** Distance of frames, by an Inception network. */
  FID("eval_fid"),
  /** Distance of clips, by an I3D network. */
  FVD("eval_fvd"),
  /** IA and IT: similarity of frames with audio and with text, by ImageBind. */
  CLIPSIM("eval_clipsim"),
  /** Synchrony relative to the ground truth, by the AVSync classifier. */
  RELSYNC("eval_relsync"),
  /** RelSync times alignment; needs {@link #CLIPSIM} and {@link #RELSYNC}. */
  ALIGNSYNC("eval_alignsync"),
  /** Onsets of audio against peaks of motion; needs no weights. */
  AV_ALIGN("eval_avalign");

  private final String option;

  EvaluationMetric(String option) {
    this.option = option;
  }

  /** The name of its option in the reference's script. */
  public String option() {
    return option;
  }
}
