package io.asva.diffusion.internal;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;

/** Turns a spectrogram into the tokens that the UNet attends to. */
public interface SoundEncoder extends AutoCloseable {
  /**
   * The tokens of a spectrogram.
   *
   * @param mel (1, 128, 204), normalised
   * @return (1, tokens, channels)
   */
  FloatTensor tokens(FloatTensor mel, Cancellation cancellation);

  /** ImageBind's audio encoder, which is closed with it. */
  static SoundEncoder of(ImageBindAudio encoder) {
    return new SoundEncoder() {
      @Override
      public FloatTensor tokens(FloatTensor mel, Cancellation cancellation) {
        FloatTensor batch = mel.reshape(1, 1, mel.shape().dim(-2), mel.shape().dim(-1));
        return encoder.encode(batch, cancellation).tokens();
      }

      @Override
      public void close() {
        encoder.close();
      }
    };
  }

  /** Frees what it holds; again without effect. */
  @Override
  void close();
}
