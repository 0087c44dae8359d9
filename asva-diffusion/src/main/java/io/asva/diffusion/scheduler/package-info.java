/**
 * How noise becomes a sample step by step. {@link io.asva.diffusion.scheduler.Schedulers} makes a
 * {@link io.asva.diffusion.scheduler.Scheduler} from a {@link
 * io.asva.diffusion.scheduler.SchedulerConfig}; {@link io.asva.diffusion.scheduler.Scheduler#start}
 * begins one clip. {@link io.asva.diffusion.scheduler.TrainingNoise} goes the other way, for
 * training.
 *
 * <p>The numbers are those of diffusers 0.29.2 under the same options. Coefficients are computed in
 * single precision in the same order as there, because the higher-order solvers subtract numbers
 * that are nearly equal. UniPC of order 3 and more loses so many digits by it over 50 steps that
 * diffusers' own results are 3e-5 (order 3) to 6e-4 (order 4) off the exact ones, relative to the
 * largest value; there the two agree no better than that.
 */
@NullMarked
package io.asva.diffusion.scheduler;

import org.jspecify.annotations.NullMarked;
