package io.asva.training;

/** The treatment of the examples at the end of an epoch that don't fill a batch. */
public enum EpochEnd {
  /**
   * They are left out, another few in each epoch. The original does so too, and also leaves out an
   * epoch's last batches if they are too few for an update; here an update of several batches may
   * take them from two epochs.
   */
  DROP_LAST,
  /** They begin a batch which the next epoch's first examples complete. */
  RUN_ON
}
