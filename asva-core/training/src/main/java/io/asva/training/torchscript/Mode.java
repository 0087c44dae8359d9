package io.asva.training.torchscript;

/** The use that a network is written for. */
enum Mode {
  /** To be used: batch normalisation goes by its running statistics. */
  EVALUATION,
  /** To be trained: batch normalisation goes by the batch's statistics and may note them. */
  TRAINING
}
