package io.asva.serve.upload;

import io.asva.core.Cancellation;
import io.asva.media.Image;
import io.asva.media.Images;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.VideoTrack;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at a file by its content, whatever it is called: an image is decoded once, audio is read
 * through once, both within limits, so that what is kept is known to be readable.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param limits beyond which files are refused; {@link MediaLimits#seconds} bounds whole files here
 */
record Inspection(MediaLimits limits) {
  /**
   * Looks at a file.
   *
   * @throws MediaException if it is none that can be used; the message names the path
   */
  MediaFacts inspect(Path file) {
    MediaFile media;
    try {
      media = MediaFile.open(file, limits);
    } catch (MediaException notMoving) {
      return image(file);
    }
    Optional<VideoTrack> video = media.videoTrack();
    boolean audible = media.audioTrack().isPresent();
    double seconds = requireShort(file, media.seconds());
    Waveform waveform = new Waveform();
    if (audible) {
      media.audioInPieces(
          piece -> {
            waveform.add(piece);
            requireShort(file, waveform.seconds());
          },
          note -> {});
    }
    return new MediaFacts(
        video.isPresent() ? MediaKind.VIDEO : MediaKind.AUDIO,
        video.map(VideoTrack::width).orElse(null),
        video.map(VideoTrack::height).orElse(null),
        Math.max(seconds, video.isPresent() ? 0 : waveform.seconds()),
        audible ? waveform.peaks() : null);
  }

  private MediaFacts image(Path file) {
    Image image = Images.read(file, limits, new Cancellation());
    return new MediaFacts(MediaKind.IMAGE, image.width(), image.height(), null, null);
  }

  private double requireShort(Path file, double seconds) {
    if (seconds > limits.seconds()) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "%s lasts more than %.0f s, the most that this server takes. Cut it.",
              file,
              limits.seconds()));
    }
    return seconds;
  }
}
