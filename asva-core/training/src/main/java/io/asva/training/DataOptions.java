package io.asva.training;

/**
 * How examples are loaded.
 *
 * @param batchSize examples a batch
 * @param threads on which examples are loaded while the networks compute
 * @param ahead batches that are loaded before they are needed
 * @param epochEnd what happens to the rest of an epoch
 * @param badExamples what happens when an example can't be loaded
 */
public record DataOptions(
    int batchSize, int threads, int ahead, EpochEnd epochEnd, BadExamples badExamples) {
  /** Checks the ranges. */
  public DataOptions {
    Ranges.positive("the batch size", batchSize);
    Ranges.positive("the number of loading threads", threads);
    Ranges.notNegative("the batches loaded ahead", ahead);
  }

  /**
   * Two threads, two batches ahead; the rest of an epoch is dropped, a bad example ends the run.
   */
  public static DataOptions of(int batchSize) {
    return new DataOptions(batchSize, 2, 2, EpochEnd.DROP_LAST, BadExamples.FAIL);
  }

  /** The same with another choice of threads, and of batches ahead. */
  public DataOptions withThreads(int count, int batchesAhead) {
    return new DataOptions(batchSize, count, batchesAhead, epochEnd, badExamples);
  }

  /** The same with another end of an epoch. */
  public DataOptions withEpochEnd(EpochEnd end) {
    return new DataOptions(batchSize, threads, ahead, end, badExamples);
  }

  /** The same with another choice for bad examples. */
  public DataOptions withBadExamples(BadExamples choice) {
    return new DataOptions(batchSize, threads, ahead, epochEnd, choice);
  }
}
