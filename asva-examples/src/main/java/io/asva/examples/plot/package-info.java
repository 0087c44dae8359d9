/**
 * Images of curves, drawn by XChart: {@link io.asva.examples.plot.LinePlot} of one, {@link
 * io.asva.examples.plot.TrainingPlot} of a run of training.
 */
@NullMarked
package io.asva.examples.plot;

import org.jspecify.annotations.NullMarked;
