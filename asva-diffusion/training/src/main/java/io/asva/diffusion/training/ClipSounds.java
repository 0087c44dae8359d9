package io.asva.diffusion.training;

import io.asva.audio.MelSpectrogram;
import io.asva.audio.imagebind.DroppingAudio;
import io.asva.core.Cancellation;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.diffusion.spi.SoundEncoder;

/**
 * When the sounds of clips become tokens: as they are loaded, or, where the encoder drops paths,
 * for each batch anew.
 *
 * <p>Implementations are safe for use by many threads.
 */
interface ClipSounds extends AutoCloseable {
  /** The width of a token. */
  int channels();

  /** The shape of what a clip keeps of its sound, with a first axis of 1. */
  Shape kept();

  /**
   * Computes the part of a clip's sound that is kept.
   *
   * @param mel (1, 128, 204)
   */
  FloatTensor keep(FloatTensor mel);

  /**
   * The tokens of a batch.
   *
   * @param sounds what clips kept, one after another
   * @return (batch, 229, channels)
   */
  FloatTensor tokens(FloatTensor sounds, CounterRandom random);

  @Override
  void close();

  /** Encoded as they are loaded. */
  static ClipSounds encodedAhead(SoundEncoder encoder) {
    return new ClipSounds() {
      @Override
      public int channels() {
        return encoder.channels();
      }

      @Override
      public Shape kept() {
        return Shape.of(1, SoundEncoder.TOKENS, encoder.channels());
      }

      @Override
      public FloatTensor keep(FloatTensor mel) {
        return encoder.tokens(mel, new Cancellation());
      }

      @Override
      public FloatTensor tokens(FloatTensor sounds, CounterRandom random) {
        return sounds;
      }

      @Override
      public void close() {
        encoder.close();
      }
    };
  }

  /** Encoded for each batch, with a draw of what is dropped. */
  static ClipSounds encodedEachTime(DroppingAudio encoder) {
    return new ClipSounds() {
      @Override
      public int channels() {
        return encoder.config().width();
      }

      @Override
      public Shape kept() {
        return Shape.of(1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES);
      }

      @Override
      public FloatTensor keep(FloatTensor mel) {
        return mel.reshape(1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES);
      }

      @Override
      public FloatTensor tokens(FloatTensor sounds, CounterRandom random) {
        return encoder.tokens(sounds, random);
      }

      @Override
      public void close() {
        encoder.close();
      }
    };
  }
}
