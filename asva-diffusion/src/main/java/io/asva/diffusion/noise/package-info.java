/** The random numbers of sampling: {@link io.asva.diffusion.noise.GaussianNoise}. */
@NullMarked
package io.asva.diffusion.noise;

import org.jspecify.annotations.NullMarked;
