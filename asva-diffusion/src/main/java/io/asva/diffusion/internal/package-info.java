/** The pipeline behind the animator: inputs, noise, guidance, denoising. */
@NullMarked
package io.asva.diffusion.internal;

import org.jspecify.annotations.NullMarked;
