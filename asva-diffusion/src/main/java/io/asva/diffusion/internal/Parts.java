package io.asva.diffusion.internal;

import io.asva.diffusion.AnimationException;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.diffusion.spi.TextSource;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetModel;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;

/**
 * The networks of an animator, which fit each other.
 *
 * @param unet the denoiser
 * @param vae the autoencoder
 * @param audio the encoder of audio
 * @param text the encoder of words
 */
public record Parts(UnetModel unet, Vae vae, AudioEncoder audio, TextSource text) {
  private static final int COLOURS = 3;

  /**
   * Checks that the widths at which the parts meet are the same.
   *
   * @throws AnimationException if they are not
   */
  public Parts {
    checkLatents(unet.config(), vae.config());
    checkWidth(
        "audio_cross_attention_dim",
        unet.config().audioCrossAttentionDim(),
        "the audio encoder",
        audio.channels(),
        unet);
    checkWidth(
        "cross_attention_dim",
        unet.config().textWidth(),
        "the encodings of texts",
        text.channels(),
        unet);
  }

  private static void checkLatents(UnetConfig unet, VaeConfig vae) {
    if (vae.inChannels() != COLOURS || vae.outChannels() != COLOURS) {
      throw new AnimationException(
          "The VAE must take and give images of 3 channels; its in_channels is "
              + vae.inChannels()
              + ", its out_channels "
              + vae.outChannels()
              + ".");
    }
    if (unet.inChannels() != vae.latentChannels() || unet.outChannels() != vae.latentChannels()) {
      throw new AnimationException(
          "The UNet and the VAE don't belong together: the UNet's in_channels is "
              + unet.inChannels()
              + " and its out_channels "
              + unet.outChannels()
              + "; the VAE's latent_channels is "
              + vae.latentChannels()
              + ".");
    }
  }

  private static void checkWidth(
      String setting, int expected, String part, int found, UnetModel unet) {
    if (expected != found) {
      throw new AnimationException(
          "The UNet in "
              + unet.weights().source()
              + " and "
              + part
              + " don't belong together: the UNet's "
              + setting
              + " is "
              + expected
              + ", the width of "
              + part
              + " is "
              + found
              + ".");
    }
  }
}
