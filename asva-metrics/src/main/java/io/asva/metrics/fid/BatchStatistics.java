package io.asva.metrics.fid;

/** The statistics that the batch normalisations of FID's network use. */
public enum BatchStatistics {
  /** The running statistics of its training: an image's feature depends on that image alone. */
  TRAINED,
  /**
   * The statistics of the images that are given together, as in the reference's evaluation, which
   * never puts the network in evaluation mode: slip Q5 of {@link io.asva.media.Protocol}. Figures
   * compared with published ones need it.
   */
  OF_THE_BATCH
}
