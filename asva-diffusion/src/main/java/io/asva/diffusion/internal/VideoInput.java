package io.asva.diffusion.internal;

import io.asva.audio.MelSpectrogram;
import io.asva.core.Cancellation;
import io.asva.core.media.ClipReader;
import io.asva.core.media.ClipSampling;
import io.asva.core.media.MediaException;
import io.asva.core.media.MediaFile;
import io.asva.core.media.MediaNote;
import io.asva.core.media.Protocol;
import io.asva.core.media.Shortfall;
import io.asva.core.media.Sound;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.AnimationRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The clips of a video: the first frame of each, and the sound beside it. */
final class VideoInput {
  private static final String STAGE = "reading the video";

  private final ClipReader reader;
  private final double seconds;
  private final double[] starts;
  private final Cancellation cancellation;
  private final Set<MediaNote> notes = new LinkedHashSet<>();

  private VideoInput(
      ClipReader reader, double seconds, double[] starts, Cancellation cancellation) {
    this.reader = reader;
    this.seconds = seconds;
    this.starts = starts;
    this.cancellation = cancellation;
  }

  /** Finds where a video's clips lie. */
  static VideoInput open(
      MediaFile file, AnimationRequest request, Protocol protocol, Cancellation cancellation) {
    // Only a clip's first frame is wanted: a sampling of one frame reads no further.
    ClipSampling sampling = new ClipSampling(1, 1 / AnimationRequest.SECONDS);
    double seconds = file.seconds(protocol);
    double[] all = sampling.uniformStarts(seconds, request.clips());
    return new VideoInput(
        new ClipReader(file, sampling, protocol),
        seconds,
        request.onlyClip().map(number -> new double[] {all[number]}).orElse(all),
        cancellation);
  }

  /** Notes for the video's owner, once frames and sounds were read. */
  List<MediaNote> notes() {
    List<MediaNote> all = new ArrayList<>(notes);
    if (Shortfall.isWorthANote(seconds, AnimationRequest.SECONDS)) {
      all.add(
          new MediaNote(
              MediaNote.Kind.SHORTER_THAN_A_CLIP,
              String.format(
                  Locale.ROOT,
                  "The video lasts %.2f s, less than a clip's %.0f s; it is taken from its start.",
                  seconds,
                  AnimationRequest.SECONDS)));
    }
    return all;
  }

  /** The first frame of each clip, fitted. */
  List<ByteTensor> frames(PictureFitter fitter) {
    List<ByteTensor> pictures = new ArrayList<>();
    for (double start : starts) {
      cancellation.check(STAGE);
      pictures.add(
          reader
              .framesLent(
                  Math.max(start, 0), ClipSampling.WhenShort.REPEAT_LAST, fitter::fit, notes::add)
              .get(0));
    }
    return pictures;
  }

  /** The sound of each clip, (channels, samples) at 16 kHz. */
  List<FloatTensor> sounds() {
    List<FloatTensor> tracks = new ArrayList<>();
    for (double start : starts) {
      cancellation.check(STAGE);
      Sound sound = reader.sound(Math.max(start, 0), notes::add);
      if (sound.length() == 0) {
        throw new MediaException(
            String.format(
                Locale.ROOT,
                "%s has no sound from %.2f to %.2f s, where the clip lies.",
                reader.file().path(),
                Math.max(start, 0),
                Math.max(start, 0) + AnimationRequest.SECONDS));
      }
      tracks.add(Resampler.of(sound.rate(), MelSpectrogram.RATE).resample(sound.tensor()));
    }
    return tracks;
  }
}
