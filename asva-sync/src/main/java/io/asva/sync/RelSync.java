package io.asva.sync;

/**
 * How much better a pair is in sync than a reference: the second part of a softmax over the
 * reference's score and the pair's, 0 to 1. A pair that equals its reference has exactly 0.5.
 *
 * @param value 0 to 1; higher is better
 * @param score the pair's score
 * @param referenceScore the reference's score
 */
public record RelSync(double value, double score, double referenceScore) {

  /**
   * Compares two scores.
   *
   * @throws SyncException if a score is not a finite number
   */
  public static RelSync of(double referenceScore, double score) {
    Finite.require("the reference's score", referenceScore);
    Finite.require("the score", score);
    return new RelSync(Softmax.second(referenceScore, score), score, referenceScore);
  }
}
