package io.asva.metrics.evaluation;

import io.asva.audio.MelSpectrogram;
import io.asva.core.AsvaException;
import io.asva.core.CancelledException;
import io.asva.core.dataset.Segment;
import io.asva.core.image.ImageFit;
import io.asva.core.media.ClipReader;
import io.asva.core.media.ClipSampling;
import io.asva.core.media.ClipSampling.WhenShort;
import io.asva.core.media.MediaException;
import io.asva.core.media.MediaFile;
import io.asva.core.media.Picture;
import io.asva.core.media.Shortfall;
import io.asva.core.media.Sound;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Rows;
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
  void check(Path path, boolean withSound) {
    guarded(path, () -> open(path, withSound));
  }

  private static MediaFile open(Path path, boolean withSound) {
    MediaFile file = MediaFile.open(path);
    file.requireVideo();
    if (withSound) {
      file.requireAudio();
    }
    return file;
  }

  /** Where the clips of a file, or of a part of it, begin, in seconds. */
  double[] starts(Path path, Segment segment, int clips) {
    double seconds = guarded(path, () -> MediaFile.open(path).seconds(settings.protocol()));
    double length = Math.min(seconds, segment.end()) - segment.start();
    double[] starts = settings.sampling().uniformStarts(length, clips);
    for (int i = 0; i < clips; i++) {
      starts[i] += segment.start();
    }
    return starts;
  }

  /** Reads one clip. */
  LoadedClip load(Path path, double start, boolean withSound) {
    return guarded(path, () -> read(open(path, withSound), start, withSound));
  }

  private LoadedClip read(MediaFile file, double start, boolean withSound) {
    ClipSampling sampling = settings.sampling();
    ClipReader reader = new ClipReader(file, sampling, settings.protocol());
    List<Picture> pictures = new ArrayList<>();
    List<FloatTensor> planes =
        reader.frames(
            start,
            WhenShort.REPEAT_LAST,
            picture -> {
              if (settings.wants(EvaluationMetric.AV_ALIGN)) {
                pictures.add(picture);
              }
              return fitted(picture);
            });
    List<String> notes = new ArrayList<>();
    int repeated = repeated(planes);
    while (!pictures.isEmpty() && pictures.size() < planes.size()) {
      pictures.add(pictures.get(pictures.size() - 1));
    }
    // By its length too, for under the reference's protocol a slot slips in clips that are whole.
    if (repeated > 0 && file.seconds() < sampling.seconds() - 0.5 / sampling.fps()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "has %.2f of a clip's %.2f s: its last frame stands for the %d that are missing",
              file.seconds(),
              sampling.seconds(),
              repeated));
    }
    Sound sound = withSound ? reader.sound(start) : null;
    FloatTensor mel = sound == null ? null : mel(sound, notes);
    return new LoadedClip(Rows.concat(planes), pictures, sound, mel, notes);
  }

  private FloatTensor mel(Sound sound, List<String> notes) {
    if (sound.length() == 0) {
      throw new MediaException("no sound lies beside the clip's frames.");
    }
    if (Shortfall.isWorthANote(sound.seconds(), settings.sampling().seconds())) {
      notes.add(
          String.format(
              Locale.ROOT,
              "has %.2f of the clip's %.2f s of sound: the rest of its spectrogram is blank",
              sound.seconds(),
              settings.sampling().seconds()));
    }
    return MelSpectrogram.of(
        Resampler.of(sound.rate(), MelSpectrogram.RATE).resample(sound.tensor()));
  }

  private FloatTensor fitted(Picture picture) {
    FloatTensor fitted = ImageFit.fit(picture.tensor(), settings.height(), settings.width());
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
