/**
 * Training: {@link io.asva.core.training.Trainer} runs the loop over what a {@link
 * io.asva.core.training.TrainingTask} computes, with optimiser, schedules, checkpoints and logs. It
 * needs {@code org.bytedeco:pytorch}, which is an optional dependency.
 */
@NullMarked
package io.asva.core.training;

import org.jspecify.annotations.NullMarked;
