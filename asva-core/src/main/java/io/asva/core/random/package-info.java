/**
 * Random numbers that are the same on every machine and in every release: {@link
 * io.asva.core.random.CounterRandom} for training, {@link io.asva.core.random.GaussianNoise} for
 * the first latents of a video. Both count with {@link io.asva.core.random.SplitMix64}.
 */
@NullMarked
package io.asva.core.random;

import org.jspecify.annotations.NullMarked;
