/**
 * Computes the golden cases of the metrics; found by the service loader and run by {@code asva
 * verify}. For the library's own parts.
 */
@NullMarked
package io.asva.verify.metrics;

import org.jspecify.annotations.NullMarked;
