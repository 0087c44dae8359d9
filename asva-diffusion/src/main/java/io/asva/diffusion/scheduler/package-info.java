/**
 * How noise becomes a sample step by step. {@link io.asva.diffusion.scheduler.Schedulers} makes a
 * {@link io.asva.diffusion.scheduler.Scheduler} from a {@link
 * io.asva.diffusion.scheduler.SchedulerConfig}; {@link io.asva.diffusion.scheduler.Scheduler#start}
 * begins one clip. {@link io.asva.diffusion.scheduler.TrainingNoise} goes the other way, for
 * training.
 *
 * <p>The numbers are those of diffusers 0.29.2 under the same options. Coefficients are computed in
 * single precision in the same order as there, because the higher-order solvers subtract numbers
 * that are nearly equal.
 */
@NullMarked
package io.asva.diffusion.scheduler;

import org.jspecify.annotations.NullMarked;
