package io.asva.metrics.evaluation;

import io.asva.audio.MelSpectrogram;
import io.asva.core.AsvaException;
import io.asva.core.CancelledException;
import io.asva.core.image.ImageFit;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaNote;
import io.asva.media.MediaNotes;
import io.asva.media.Shortfall;
import io.asva.media.dataset.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Reads clips as the reference's data set reader does. Whatever is wrong with a file is a {@link
 * BadFile}.
 */
final class ClipLoader {
  private final EvaluationSettings settings;

  ClipLoader(EvaluationSettings settings) {
    this.settings = settings;
  }

  /** Looks at a file without decoding it. */
  void check(Path path, boolean withAudio) {
    guarded(path, () -> open(path, withAudio));
  }

  private MediaFile open(Path path, boolean withAudio) {
    MediaFile file = MediaFile.open(path, settings.limits());
    file.requireVideoTrack();
    if (withAudio) {
      file.requireAudioTrack();
    }
    return file;
  }

  /** Where the clips of a file, or of a part of it, begin, in seconds. */
  double[] starts(Path path, Segment segment, int clips) {
    double seconds = guarded(path, () -> open(path, false).seconds(settings.protocol()));
    double length = Math.min(seconds, segment.end()) - segment.start();
    double[] starts = settings.sampling().uniformStarts(length, clips);
    for (int i = 0; i < clips; i++) {
      starts[i] += segment.start();
    }
    return starts;
  }

  /** Reads one clip. */
  LoadedClip load(Path path, double start, boolean withAudio) {
    return guarded(path, () -> read(open(path, withAudio), start, withAudio));
  }

  private LoadedClip read(MediaFile file, double start, boolean withAudio) {
    ClipSampling sampling = settings.sampling();
    ClipReader reader = new ClipReader(file, sampling, settings.protocol());
    MediaNotes told = new MediaNotes();
    List<Image> images = new ArrayList<>();
    List<FloatTensor> planes =
        settings.wants(EvaluationMetric.AV_ALIGN)
            ? reader.frames(
                start,
                WhenShort.REPEAT_LAST,
                image -> {
                  images.add(image);
                  return fitted(image);
                },
                told)
            : reader.framesLent(start, WhenShort.REPEAT_LAST, this::fitted, told);
    MediaNotes notes = new MediaNotes();
    int repeated = repeated(planes);
    while (!images.isEmpty() && images.size() < planes.size()) {
      images.add(images.get(images.size() - 1));
    }
    // By its length too, for under the reference's protocol a slot slips in clips that are whole.
    if (repeated > 0 && file.seconds() < sampling.seconds() - 0.5 / sampling.fps()) {
      notes.accept(
          new MediaNote(
              MediaNote.Kind.LAST_FRAME_REPEATED,
              String.format(
                  Locale.ROOT,
                  "%s has %.2f of a clip's %.2f s: its last frame stands for the %d that are"
                      + " missing.",
                  file.path(),
                  file.seconds(),
                  sampling.seconds(),
                  repeated)));
    }
    told.list().forEach(notes);
    Audio audio = withAudio ? reader.audio(start, notes) : null;
    FloatTensor mel = audio == null ? null : mel(file, audio, notes);
    return new LoadedClip(FloatTensor.concat(planes), images, audio, mel, notes.list());
  }

  private FloatTensor mel(MediaFile file, Audio audio, MediaNotes notes) {
    if (audio.length() == 0) {
      throw new MediaException("no audio lies beside the clip's frames.");
    }
    if (Shortfall.isWorthANote(audio.seconds(), settings.sampling().seconds())) {
      notes.accept(
          new MediaNote(
              MediaNote.Kind.AUDIO_ENDS,
              String.format(
                  Locale.ROOT,
                  "%s has %.2f of the clip's %.2f s of audio: the rest of its spectrogram is blank.",
                  file.path(),
                  audio.seconds(),
                  settings.sampling().seconds())));
    }
    return MelSpectrogram.of(
        Resampler.of(audio.rate(), MelSpectrogram.RATE).resample(audio.tensor()));
  }

  private FloatTensor fitted(Image image) {
    FloatTensor fitted = ImageFit.fit(image.tensor(), settings.height(), settings.width());
    return fitted.reshape(1, 3, settings.height(), settings.width());
  }

  /** How often the last frame was repeated: the reader repeats the object. */
  @SuppressWarnings("ReferenceEquality")
  private static int repeated(List<FloatTensor> frames) {
    int last = frames.size() - 1;
    int count = 0;
    while (count < last && frames.get(last - count - 1) == frames.get(last)) {
      count++;
    }
    return count;
  }

  private static <T> T guarded(Path path, Supplier<T> action) {
    try {
      return action.get();
    } catch (CancelledException e) {
      throw e;
    } catch (AsvaException e) {
      String message = String.valueOf(e.getMessage());
      throw new BadFile(message.contains(path.toString()) ? message : path + ": " + message, e);
    }
  }
}
