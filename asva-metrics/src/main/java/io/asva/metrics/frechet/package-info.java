/**
 * The distance between two sets of features. {@link io.asva.metrics.frechet.FeatureStatistics}
 * takes the features of one set as they come; {@link io.asva.metrics.frechet.FrechetDistance}
 * compares two sets. Both need ND4J, an optional dependency.
 */
@NullMarked
package io.asva.metrics.frechet;

import org.jspecify.annotations.NullMarked;
