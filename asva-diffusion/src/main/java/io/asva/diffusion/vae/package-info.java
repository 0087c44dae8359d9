/**
 * Stable Diffusion's autoencoder: pictures to latents and back. {@link io.asva.diffusion.vae.Vae}
 * is the entry point; {@link io.asva.diffusion.vae.VaeGraph} describes its two networks.
 */
@NullMarked
package io.asva.diffusion.vae;

import org.jspecify.annotations.NullMarked;
