/**
 * Pictures of curves, drawn by XChart. {@link io.asva.examples.plot.LinePlot} is the entry point.
 */
@NullMarked
package io.asva.examples.plot;

import org.jspecify.annotations.NullMarked;
