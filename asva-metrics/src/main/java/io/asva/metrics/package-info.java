/**
 * Metrics of generated clips. {@link io.asva.metrics.frechet} compares sets of features, {@link
 * io.asva.metrics.fid} and {@link io.asva.metrics.fvd} make them, {@link io.asva.metrics.avalign}
 * measures without weights; here lie the scores of single clips, their summaries and the record of
 * a data set's evaluation.
 */
@NullMarked
package io.asva.metrics;

import org.jspecify.annotations.NullMarked;
