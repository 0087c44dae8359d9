/** Computes the golden cases of FID's features. */
@NullMarked
package io.asva.metrics.fid.internal;

import org.jspecify.annotations.NullMarked;
