/**
 * The last stages, which work with finished models: {@link
 * io.asva.examples.training.trial.PackStage} puts them together, {@link
 * io.asva.examples.training.trial.DemoTrial} tries them, and {@link
 * io.asva.examples.training.trial.TrialStage} writes their card.
 */
@NullMarked
package io.asva.examples.training.trial;

import org.jspecify.annotations.NullMarked;
