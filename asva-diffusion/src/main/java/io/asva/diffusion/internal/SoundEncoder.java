package io.asva.diffusion.internal;

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

  /** Frees what it holds; again without effect. */
  @Override
  void close();
}
