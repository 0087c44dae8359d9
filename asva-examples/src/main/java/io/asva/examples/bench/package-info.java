/**
 * How fast this machine animates: {@link io.asva.examples.bench.Bench} measures each device and
 * precision in a process of its own.
 */
@NullMarked
package io.asva.examples.bench;

import org.jspecify.annotations.NullMarked;
