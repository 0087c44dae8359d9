/**
 * AVSyncD's denoiser: Stable Diffusion 1.5's UNet, inflated to video and conditioned on audio.
 * {@link io.asva.unet.Unet} runs it; {@link io.asva.unet.UnetGraph} says what it computes.
 */
@NullMarked
package io.asva.unet;

import org.jspecify.annotations.NullMarked;
