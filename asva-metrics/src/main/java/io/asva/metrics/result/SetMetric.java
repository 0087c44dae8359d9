package io.asva.metrics.result;

/** Distances between all generated clips and all of the ground truth. */
public enum SetMetric {
  /** Between the frames after the first. */
  FID,
  /** Between the clips. */
  FVD
}
