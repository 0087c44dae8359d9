/**
 * Computes the golden cases of the classifier and its training; found by the service loader and run
 * by {@code asva verify}. For the library's own parts.
 */
@NullMarked
package io.asva.verify.sync;

import org.jspecify.annotations.NullMarked;
