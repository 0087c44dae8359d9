package io.asva.diffusion.spi;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import java.util.Objects;

/**
 * An encoder of audio: turns a spectrogram into the tokens that the UNet attends to.
 *
 * <p>Implementations are safe for use by many threads. An animator that was built with one closes
 * it.
 */
public interface AudioEncoder extends AutoCloseable {
  /** Tokens of a spectrogram: the class token, then 12 rows of 19 columns of time. */
  int TOKENS = 229;

  /** The width of a token. */
  int channels();

  /**
   * The tokens of a spectrogram.
   *
   * @param mel (1, 128, 204), normalised; zeros stand for no audio
   * @param cancellation stops the work
   * @return (1, {@link #TOKENS}, channels)
   * @throws io.asva.core.CancelledException if it was stopped
   */
  FloatTensor tokens(FloatTensor mel, Cancellation cancellation);

  /** ImageBind's audio encoder, which is closed with it. */
  static AudioEncoder of(ImageBindAudio encoder) {
    Objects.requireNonNull(encoder, "encoder");
    return new AudioEncoder() {
      @Override
      public int channels() {
        return encoder.config().width();
      }

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
