package io.asva.diffusion.training;

import io.asva.audio.MelSpectrogram;
import io.asva.audio.imagebind.DroppingAudio;
import io.asva.core.Cancellation;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.diffusion.spi.AudioEncoder;

/**
 * When the audio of clips become tokens: as they are loaded, or, where the encoder drops paths, for
 * each batch anew.
 *
 * <p>Implementations are safe for use by many threads.
 */
interface ClipAudios extends AutoCloseable {
  /** The width of a token. */
  int channels();

  /** The shape of what a clip keeps of its audio, with a first axis of 1. */
  Shape kept();

  /**
   * Computes the part of a clip's audio that is kept.
   *
   * @param mel (1, 128, 204)
   */
  FloatTensor keep(FloatTensor mel);

  /**
   * The tokens of a batch.
   *
   * @param audios what clips kept, one after another
   * @return (batch, 229, channels)
   */
  FloatTensor tokens(FloatTensor audios, CounterRandom random);

  @Override
  void close();

  /** Encoded as they are loaded. */
  static ClipAudios encodedAhead(AudioEncoder encoder) {
    return new ClipAudios() {
      @Override
      public int channels() {
        return encoder.channels();
      }

      @Override
      public Shape kept() {
        return Shape.of(1, AudioEncoder.TOKENS, encoder.channels());
      }

      @Override
      public FloatTensor keep(FloatTensor mel) {
        return encoder.tokens(mel, new Cancellation());
      }

      @Override
      public FloatTensor tokens(FloatTensor audios, CounterRandom random) {
        return audios;
      }

      @Override
      public void close() {
        encoder.close();
      }
    };
  }

  /** Encoded for each batch, with a draw of what is dropped. */
  static ClipAudios encodedEachTime(DroppingAudio encoder) {
    return new ClipAudios() {
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
      public FloatTensor tokens(FloatTensor audios, CounterRandom random) {
        return encoder.tokens(audios, random);
      }

      @Override
      public void close() {
        encoder.close();
      }
    };
  }
}
