/** Computes the golden cases of AV-Align. */
@NullMarked
package io.asva.metrics.avalign.internal;

import org.jspecify.annotations.NullMarked;
