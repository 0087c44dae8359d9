package io.asva.media.dataset;

import io.asva.core.Cancellation;
import io.asva.media.Audio;
import io.asva.media.FrameNotes;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.MediaNotes;
import io.asva.media.VideoFrames;
import io.asva.media.dataset.VideoFacts.Found;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decodes a video from its begin to its end to find out what is wrong with it. */
final class VideoProbe {
  /** -80 dB of full scale: below it lies what codecs make of silence, above it any recording. */
  private static final float SILENCE = 1e-4f;

  private static final String STAGE = "checking videos";

  private final DatasetVideo video;
  private final Cancellation cancellation;
  private final List<Found> problems = new ArrayList<>();
  private final MediaNotes notes = new MediaNotes();
  private boolean heard;
  private boolean silent = true;
  private double listened;

  private VideoProbe(DatasetVideo video, Cancellation cancellation) {
    this.video = video;
    this.cancellation = cancellation;
  }

  static VideoFacts of(DatasetVideo video, MediaLimits limits, Cancellation cancellation) {
    cancellation.check(STAGE);
    if (!Files.exists(video.file())) {
      return VideoFacts.unusable(Problem.MISSING, "there is no file " + video.file());
    }
    try {
      return new VideoProbe(video, cancellation).facts(MediaFile.open(video.file(), limits));
    } catch (MediaException e) {
      return VideoFacts.unusable(Problem.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private VideoFacts facts(MediaFile file) {
    file.notes().forEach(notes);
    double images = file.videoTrack().isPresent() ? images(file) : 0;
    double audio = file.audioTrack().isPresent() ? audio(file) : 0;
    if (file.videoTrack().isEmpty()) {
      problems.add(new Found(Problem.NO_IMAGES, "it has no images, only audio"));
    }
    if (file.audioTrack().isEmpty()) {
      problems.add(new Found(Problem.NO_AUDIO, "it has no audio track"));
    }
    boolean whole = file.videoTrack().isPresent() && file.audioTrack().isPresent();
    double length = Math.min(images, audio); // what came out counts, not what the header says
    double end = Math.min(length, video.segment().end());
    double seconds = whole ? Math.max(0, end - video.segment().start()) : 0;
    if (whole && seconds == 0) {
      problems.add(
          new Found(
              Problem.TOO_SHORT,
              String.format(
                  Locale.ROOT,
                  "it lasts %.2f s, the part that is listed begins at %.2f s",
                  length,
                  video.segment().start())));
    }
    return new VideoFacts(
        problems,
        seconds,
        file.videoTrack().isPresent() ? file.requireVideoTrack().fps() : 0,
        notes.list());
  }

  /** Decodes all images and converts the first; the time at which the last one ends. */
  private double images(MediaFile file) {
    FrameNotes times = new FrameNotes(file);
    boolean converted = false;
    try (VideoFrames frames = file.frames()) {
      while (frames.next()) {
        cancellation.check(STAGE);
        times.frame(frames.time().roundedSeconds());
        if (!converted) {
          frames.image(); // what can't be turned into pixels is of no use
          converted = true;
        }
      }
    }
    times.tell(notes);
    return times.end();
  }

  /** Decodes the whole audio, and listens to the part that is meant; the time at which it ends. */
  private double audio(MediaFile file) {
    file.audioInPieces(this::listen, notes);
    if (heard && silent) {
      problems.add(new Found(Problem.SILENT, "its audio track holds only silence"));
    }
    return listened;
  }

  private void listen(Audio piece) {
    cancellation.check(STAGE);
    double begin = listened;
    listened += piece.seconds();
    boolean meant = listened > video.segment().start() && begin < video.segment().end();
    heard |= meant;
    silent &= !meant || isSilent(piece.samples());
  }

  private static boolean isSilent(float[][] samples) {
    for (float[] channel : samples) {
      for (float sample : channel) {
        if (Math.abs(sample) > SILENCE) {
          return false;
        }
      }
    }
    return true;
  }
}
