package io.asva.media.internal;

import io.asva.media.AudioBlocks;
import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.media.Timestamp;
import io.asva.media.VideoFrames;
import java.nio.file.Path;

/**
 * The entry to FFmpeg's decoders: readers of the streams that are used of a file.
 *
 * @param path the file
 * @param limits what is read of it at most
 * @param tracks which of its streams are used
 * @param protocol whether times and frames are a player's, on the file's axis and as its tags say,
 *     or as they are stored
 */
public record Decoding(Path path, MediaLimits limits, Tracks tracks, Protocol protocol) {
  static final String EXPECTED = "a video or audio file";

  /** The frames whose {@link Timestamp#roundedSeconds} are at least {@code from}. */
  public VideoFrames frames(double from) {
    return DecodedFrames.open(
        decoder(tracks.videoIndex()), from, DecodedFrames.Begin.AT_OR_AFTER, protocol);
  }

  /** The frames from the one on that is on the screen at a time. */
  public VideoFrames framesOnScreen(double from) {
    return DecodedFrames.open(
        decoder(tracks.videoIndex()), from, DecodedFrames.Begin.ON_SCREEN, protocol);
  }

  /** The blocks of samples whose {@link Timestamp#roundedSeconds} are at least {@code from}. */
  public AudioBlocks blocks(double from) {
    return DecodedBlocks.from(decoder(tracks.audioIndex()), from);
  }

  /** The blocks of samples from some way before a time on. */
  DecodedBlocks blocksBefore(double from) {
    return DecodedBlocks.before(decoder(tracks.audioIndex()), from);
  }

  private StreamDecoder decoder(int index) {
    return MediaBoundary.read(path, () -> opened(index));
  }

  private StreamDecoder opened(int index) {
    InputFile file = open(path, limits);
    if (index >= file.context().nb_streams()) {
      file.close();
      throw new MediaException(path + " has changed since it was opened; open it again.");
    }
    Timeline timeline = protocol == Protocol.REFERENCE ? Timeline.RAW : tracks.timeline();
    return StreamDecoder.open(file, index, timeline);
  }

  static InputFile open(Path path, MediaLimits limits) {
    return InputFile.open(path, InputFile.CONTAINERS, EXPECTED, limits);
  }
}
