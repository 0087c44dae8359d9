/**
 * Calls, threads and the end of things: closing, interrupts, waits. For the library's own parts.
 */
@NullMarked
package io.asva.core.concurrent;

import org.jspecify.annotations.NullMarked;
