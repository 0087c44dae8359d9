/**
 * Stable Diffusion's autoencoder: images to latents and back. {@link io.asva.vae.Vae} is the entry
 * point; {@link io.asva.vae.VaeGraph} describes its two networks.
 */
@NullMarked
package io.asva.vae;

import org.jspecify.annotations.NullMarked;
