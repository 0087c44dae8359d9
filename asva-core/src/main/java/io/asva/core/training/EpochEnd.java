package io.asva.core.training;

/** What happens to the examples at the end of an epoch that don't fill a batch. */
public enum EpochEnd {
  /** They are left out, another few in each epoch, as the original does. */
  DROP_LAST,
  /** They begin a batch which the next epoch's first examples complete. */
  RUN_ON
}
