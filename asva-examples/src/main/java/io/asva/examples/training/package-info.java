/**
 * Makes the demo's models from nothing: {@link io.asva.examples.training.DemoTraining} draws the
 * data and trains one network after the other by this library's own trainer.
 */
@NullMarked
package io.asva.examples.training;

import org.jspecify.annotations.NullMarked;
