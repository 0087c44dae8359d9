/**
 * Training: {@link io.asva.training.Trainer} runs the loop over what a {@link
 * io.asva.training.TrainingTask} computes, with optimiser, schedules, checkpoints and logs. It
 * needs {@code org.bytedeco:pytorch}, which is an optional dependency.
 */
@NullMarked
package io.asva.training;

import org.jspecify.annotations.NullMarked;
