/**
 * Animation of an image by audio. {@link io.asva.diffusion.Animator} is the entry point: its
 * builder composes the networks, {@link io.asva.diffusion.AnimationRequest} says what to animate,
 * {@link io.asva.diffusion.Animation} is the result.
 */
@NullMarked
package io.asva.diffusion;

import org.jspecify.annotations.NullMarked;
