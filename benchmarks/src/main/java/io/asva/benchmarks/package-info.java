/**
 * JMH benchmarks of the networks at their published size, of what lies around them, and of the
 * animator's own work. The README beside the module says how to run each.
 */
@NullMarked
package io.asva.benchmarks;

import org.jspecify.annotations.NullMarked;
