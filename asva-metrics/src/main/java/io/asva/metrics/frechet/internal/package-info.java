/** Computes the golden cases of the Frechet distance. */
@NullMarked
package io.asva.metrics.frechet.internal;

import org.jspecify.annotations.NullMarked;
