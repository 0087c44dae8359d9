package io.asva.sync.internal;

import io.asva.audio.MelSpectrogram;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.AudioSource;
import io.asva.media.MediaFile;
import io.asva.media.MediaNote;
import io.asva.media.Protocol;
import io.asva.media.Sound;
import java.util.function.Consumer;

/**
 * Pieces of one sound at 16 kHz, as the search for an offset hears them. Of a file the part around
 * a clip is read, so that its length doesn't matter.
 *
 * <p>For one thread.
 */
abstract class OffsetSounds {
  private static final double MARGIN = 0.5; // seconds that the resampler sees on either side

  private FloatTensor read = FloatTensor.zeros(1, 0);
  private long begin; // position of what was read, in samples at 16 kHz

  /**
   * The sound of a source.
   *
   * @param inputs how files are read
   * @param notes is told what was done to a file
   */
  static OffsetSounds of(AudioSource source, ClipInputs inputs, Consumer<MediaNote> notes) {
    return source instanceof AudioSource.Memory memory
        ? new InMemory(memory.sound())
        : new InFile(inputs.open(((AudioSource.File) source).path()), notes);
  }

  /** When the sound ends, in seconds. */
  abstract double seconds();

  /** Makes the samples between two moments ready to be cut. */
  abstract void read(double from, double to);

  /** Samples from a position at 16 kHz on, as many as there are of those asked for. */
  final FloatTensor cut(int from, double seconds) {
    int first = (int) (from - begin);
    int kept = Math.min((int) (seconds * MelSpectrogram.RATE), read.shape().dim(1) - first);
    return read.narrow(1, first, kept);
  }

  final void hold(Sound sound, long wholeSeconds) {
    read = Resampler.of(sound.rate(), MelSpectrogram.RATE).resample(sound.tensor());
    begin = wholeSeconds * MelSpectrogram.RATE;
  }

  private static final class InMemory extends OffsetSounds {
    private final double seconds;

    InMemory(Sound sound) {
      this.seconds = sound.seconds();
      hold(sound, 0);
    }

    @Override
    double seconds() {
      return seconds;
    }

    @Override
    void read(double from, double to) {}
  }

  private static final class InFile extends OffsetSounds {
    private final MediaFile file;
    private final Consumer<MediaNote> notes;

    InFile(MediaFile file, Consumer<MediaNote> notes) {
      file.requireAudio();
      file.soundNotes().forEach(notes);
      this.file = file;
      this.notes = notes;
    }

    @Override
    double seconds() {
      return file.soundEnd();
    }

    @Override
    void read(double from, double to) {
      // From a whole second on, at which both rates have a sample.
      long begin = (long) Math.max(0, Math.floor(from - MARGIN));
      hold(file.sound((double) begin, to + MARGIN, Protocol.CORRECTED, notes), begin);
    }
  }
}
