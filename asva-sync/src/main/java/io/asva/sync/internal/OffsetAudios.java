package io.asva.sync.internal;

import io.asva.audio.MelSpectrogram;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.AudioSource;
import io.asva.media.MediaFile;
import io.asva.media.MediaNote;
import io.asva.media.Protocol;
import java.util.function.Consumer;

/**
 * Pieces of one audio clip at 16 kHz, as the search for an offset hears them. Of a file the part
 * around a clip is read, so that its length doesn't matter.
 *
 * <p>For one thread.
 */
abstract class OffsetAudios {
  private static final double MARGIN = 0.5; // seconds that the resampler sees on either side

  private FloatTensor read = FloatTensor.zeros(1, 0);
  private long begin; // position of what was read, in samples at 16 kHz

  /**
   * The audio of a source.
   *
   * @param inputs how files are read
   * @param notes is told what was done to a file
   */
  static OffsetAudios of(AudioSource source, ClipInputs inputs, Consumer<MediaNote> notes) {
    return source instanceof AudioSource.Memory memory
        ? new InMemory(memory.audio())
        : new InFile(inputs.open(((AudioSource.File) source).path()), notes);
  }

  /** When the audio ends, in seconds. */
  abstract double seconds();

  /** Makes the samples between two moments ready to be cut. */
  abstract void read(double from, double to);

  /** Samples from a position at 16 kHz on, as many as there are of those asked for. */
  final FloatTensor cut(int from, double seconds) {
    int first = (int) (from - begin);
    int kept = Math.min((int) (seconds * MelSpectrogram.RATE), read.shape().dim(1) - first);
    return read.narrow(1, first, kept);
  }

  final void hold(Audio audio, long wholeSeconds) {
    read = Resampler.of(audio.rate(), MelSpectrogram.RATE).resample(audio.tensor());
    begin = wholeSeconds * MelSpectrogram.RATE;
  }

  private static final class InMemory extends OffsetAudios {
    private final double seconds;

    InMemory(Audio audio) {
      this.seconds = audio.seconds();
      hold(audio, 0);
    }

    @Override
    double seconds() {
      return seconds;
    }

    @Override
    void read(double from, double to) {}
  }

  private static final class InFile extends OffsetAudios {
    private final MediaFile file;
    private final Consumer<MediaNote> notes;

    InFile(MediaFile file, Consumer<MediaNote> notes) {
      file.requireAudioTrack();
      file.audioNotes().forEach(notes);
      this.file = file;
      this.notes = notes;
    }

    @Override
    double seconds() {
      return file.audioEnd();
    }

    @Override
    void read(double from, double to) {
      // From a whole second on, at which both rates have a sample.
      long begin = (long) Math.max(0, Math.floor(from - MARGIN));
      hold(file.audio((double) begin, to + MARGIN, Protocol.CORRECTED, notes), begin);
    }
  }
}
