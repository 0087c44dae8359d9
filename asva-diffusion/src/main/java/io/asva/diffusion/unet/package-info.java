/**
 * AVSyncD's denoiser: Stable Diffusion 1.5's UNet, inflated to video and conditioned on sound.
 * {@link io.asva.diffusion.unet.Unet} runs it; {@link io.asva.diffusion.unet.UnetGraph} says what
 * it computes.
 */
@NullMarked
package io.asva.diffusion.unet;

import org.jspecify.annotations.NullMarked;
