/**
 * Computes the golden cases of this module; found by the service loader and run by {@code asva
 * verify}. For the library's own parts.
 */
@NullMarked
package io.asva.verify.core;

import org.jspecify.annotations.NullMarked;
