package io.asva.diffusion.internal;

import static io.asva.media.ClipSampling.WhenShort.REPEAT_LAST;

import io.asva.audio.MelSpectrogram;
import io.asva.core.Cancellation;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Length;
import io.asva.media.Audio;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.MediaNote;
import io.asva.media.Protocol;
import io.asva.media.Shortfall;
import io.asva.media.Video;
import io.asva.media.VideoSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The clips of a video: the first frame of each, and the audio beside it. */
final class VideoInput {
  private static final String STAGE = "reading the video";

  // Only a clip's first frame is wanted: a sampling of one frame reads no further.
  private static final ClipSampling FIRST_FRAME = new ClipSampling(1, 1 / AnimationRequest.SECONDS);

  private final Frames frames;
  private final Optional<ClipReader> reader;
  private final double seconds;
  private final double[] starts;
  private final Optional<Length> length;
  private final Cancellation cancellation;
  private final Set<MediaNote> notes = new LinkedHashSet<>();

  private VideoInput(
      Frames frames,
      Optional<ClipReader> reader,
      double seconds,
      double[] starts,
      Optional<Length> length,
      Cancellation cancellation) {
    this.frames = frames;
    this.reader = reader;
    this.seconds = seconds;
    this.starts = starts;
    this.length = length;
    this.cancellation = cancellation;
  }

  /** Gives the first frame of a clip. */
  private interface Frames {
    ByteTensor first(double start, ImageFitter fitter, Consumer<MediaNote> notes);
  }

  /** Finds where a video's clips lie. */
  static VideoInput open(
      VideoSource source,
      AnimationRequest request,
      MediaLimits limits,
      Protocol protocol,
      Cancellation cancellation) {
    if (source instanceof VideoSource.File named) {
      MediaFile file = MediaFile.open(named.path(), limits);
      ClipReader reader = new ClipReader(file, FIRST_FRAME, protocol);
      double seconds = file.seconds(protocol);
      Frames frames =
          (start, fitter, notes) ->
              reader.framesLent(start, REPEAT_LAST, fitter::fit, notes).get(0);
      return new VideoInput(
          frames,
          Optional.of(reader),
          seconds - source.start(),
          starts(source, seconds, request),
          request.length(),
          cancellation);
    }
    Video video = ((VideoSource.Memory) source).video();
    Frames frames =
        (start, fitter, notes) -> {
          int[] chosen =
              FIRST_FRAME.select(video.times(), 1 / video.fps(), start, protocol, REPEAT_LAST);
          return fitter.fit(video.frames().get(chosen[0]));
        };
    return new VideoInput(
        frames,
        Optional.empty(),
        video.seconds() - source.start(),
        starts(source, video.seconds(), request),
        request.length(),
        cancellation);
  }

  /** Where the wanted clips begin, evenly spread from the source's start to the video's end. */
  private static double[] starts(VideoSource source, double seconds, AnimationRequest request) {
    double from = source.start();
    if (from > 0 && from >= seconds) {
      throw new AnimationException(
          String.format(
              Locale.ROOT,
              "The video is to be taken from %.2f s on, but lasts %.2f s.",
              from,
              seconds));
    }
    if (request.length().isPresent()) {
      return new double[] {from};
    }
    double[] all =
        Arrays.stream(FIRST_FRAME.uniformStarts(seconds - from, request.clips()))
            .map(start -> from + Math.max(start, 0))
            .toArray();
    return request.onlyClip().map(number -> new double[] {all[number]}).orElse(all);
  }

  /** Notes for the video's owner, once frames and audio were read. */
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
  List<ByteTensor> frames(ImageFitter fitter) {
    List<ByteTensor> images = new ArrayList<>();
    for (double start : starts) {
      cancellation.check(STAGE);
      images.add(frames.first(start, fitter, notes::add));
    }
    return images;
  }

  /** The audio of each clip, (channels, samples) at 16 kHz; not of frames in memory. */
  List<FloatTensor> audios() {
    ClipReader reader = this.reader.orElseThrow();
    if (length.isPresent()) {
      return List.of(AudioTrack.part(reader.file(), starts[0], length.get().seconds(), notes::add));
    }
    List<FloatTensor> tracks = new ArrayList<>();
    for (double start : starts) {
      cancellation.check(STAGE);
      Audio audio = reader.audio(start, notes::add);
      if (audio.length() == 0) {
        throw new MediaException(
            String.format(
                Locale.ROOT,
                "%s has no audio from %.2f to %.2f s, where the clip lies.",
                reader.file().path(),
                start,
                start + AnimationRequest.SECONDS));
      }
      tracks.add(Resampler.of(audio.rate(), MelSpectrogram.RATE).resample(audio.tensor()));
    }
    return tracks;
  }
}
