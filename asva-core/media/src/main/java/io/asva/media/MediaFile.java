package io.asva.media;

import io.asva.media.internal.AudioBuilder;
import io.asva.media.internal.AudioSpan;
import io.asva.media.internal.Decoding;
import io.asva.media.internal.SpanInPieces;
import io.asva.media.internal.TrackEnds;
import io.asva.media.internal.Tracks;
import io.asva.media.internal.WholeSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A video or audio file: what it holds, its frames and its samples, on one time axis.
 *
 * <p>The axis is that of a player: 0 is the container's begin, when the first of its tracks begins,
 * wherever its own times start. All times that this package takes and gives are on it, in seconds,
 * but for those under {@link Protocol#REFERENCE}, which are the streams' own, as the original reads
 * them.
 *
 * <p>It keeps no file open: each reader opens the file for itself. So it needs no closing, and it
 * is safe for use by many threads.
 */
public final class MediaFile {
  private final Path path;
  private final MediaLimits limits;
  private final Tracks tracks;
  private volatile @Nullable TrackEnds ends; // measured when first asked for

  private MediaFile(Path path, MediaLimits limits, Tracks tracks) {
    this.path = path;
    this.limits = limits;
    this.tracks = tracks;
  }

  /**
   * Looks at a file, within the usual limits.
   *
   * @throws MediaException if it is missing, damaged, too large, or neither video nor audio
   */
  public static MediaFile open(Path path) {
    return open(path, MediaLimits.DEFAULT);
  }

  /**
   * Looks at a file.
   *
   * @throws MediaException if it is missing, damaged, over a limit, or neither video nor audio
   */
  public static MediaFile open(Path path, MediaLimits limits) {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(limits, "limits");
    return new MediaFile(path, limits, Tracks.of(path, limits));
  }

  /** Where the file is. */
  public Path path() {
    return path;
  }

  /**
   * The images, if the file has any; a cover image doesn't count. Where the header doesn't tell how
   * long they last, the last packets are read.
   */
  public Optional<VideoTrack> videoTrack() {
    VideoTrack header = tracks.video();
    return header == null
        ? Optional.empty()
        : Optional.of(header.lasting(TrackEnds.length(ends().video(), tracks.videoBegin())));
  }

  /** The audio, if the file has any; see {@link #videoTrack()} for its length. */
  public Optional<AudioTrack> audioTrack() {
    AudioTrack header = tracks.audio();
    return header == null
        ? Optional.empty()
        : Optional.of(header.lasting(TrackEnds.length(ends().audio(), tracks.audioBegin())));
  }

  /** The images of a file that must have some. */
  public VideoTrack requireVideoTrack() {
    requireImages();
    return videoTrack().orElseThrow();
  }

  /** The audio of a file that must have one. */
  public AudioTrack requireAudioTrack() {
    audioHeader();
    return audioTrack().orElseThrow();
  }

  private void requireImages() {
    if (tracks.video() == null) {
      throw new MediaException(path + " has no images; expected a video, found audio.");
    }
  }

  private AudioTrack audioHeader() {
    AudioTrack track = tracks.audio();
    if (track == null) {
      throw new MediaException(path + " has no audio; expected a file with an audio track.");
    }
    return track;
  }

  /**
   * The length in seconds in which clips may lie: from 0 to the earlier end of images and audio
   * where both are there; 0 where unknown. Each track's own end counts, not what the container says
   * of the whole. A track that begins late counts from 0, for a player shows the first frame or
   * nothing is heard until then.
   */
  public double seconds() {
    return seconds(Protocol.CORRECTED);
  }

  /**
   * The length in seconds in which clips may lie.
   *
   * @param protocol with {@link Protocol#REFERENCE} the shorter of what the header says of images
   *     and audio, where it says something of both
   */
  public double seconds(Protocol protocol) {
    Objects.requireNonNull(protocol, "protocol");
    if (protocol == Protocol.REFERENCE) {
      double header = tracks.headerSeconds();
      if (header > 0) {
        return header;
      }
    }
    return Math.min(
        tracks.video() == null ? Double.POSITIVE_INFINITY : imagesEnd(),
        tracks.audio() == null ? Double.POSITIVE_INFINITY : audioEnd());
  }

  /** When the last image ends, in seconds; 0 where there is none, or it is unknown. */
  public double imagesEnd() {
    return TrackEnds.length(ends().video(), 0);
  }

  /** When the last sample ends, in seconds; 0 where there is none, or it is unknown. */
  public double audioEnd() {
    return TrackEnds.length(ends().audio(), 0);
  }

  private TrackEnds ends() {
    TrackEnds known = ends;
    if (known == null) {
      known = TrackEnds.of(path, limits, tracks);
      ends = known;
    }
    return known;
  }

  /** Seconds from one frame to the next where none is missing; 0 where there are no images. */
  public double framePeriod() {
    return tracks.period();
  }

  /** Notes on properties of the file that its owner may want to know. */
  public List<MediaNote> notes() {
    List<MediaNote> notes = new ArrayList<>(imageNotes());
    notes.addAll(audioNotes());
    return notes;
  }

  /** Notes on its images. */
  public List<MediaNote> imageNotes() {
    return tracks.imageNotes(path);
  }

  /** Notes on its audio. */
  public List<MediaNote> audioNotes() {
    return tracks.audioNotes(path);
  }

  /** All frames. */
  public VideoFrames frames() {
    return frames(Double.NEGATIVE_INFINITY);
  }

  /**
   * The frames whose time, rounded to microseconds, is at least {@code from} seconds; decoding
   * begins at the key frame before.
   */
  public VideoFrames frames(double from) {
    return frames(from, Protocol.CORRECTED);
  }

  /**
   * The frames whose time, rounded to microseconds, is at least {@code from} seconds; decoding
   * begins at the key frame before.
   *
   * @param protocol whose times count, the axis's or the stream's own; the original's frames are as
   *     they are stored, without regard to tags of rotation and colour
   */
  public VideoFrames frames(double from, Protocol protocol) {
    Objects.requireNonNull(protocol, "protocol");
    requireImages();
    return decoding(protocol).frames(from);
  }

  /** The frames from the one on that is on the screen at a time; the first where that is later. */
  public VideoFrames framesOnScreen(double from) {
    requireImages();
    return decoding(Protocol.CORRECTED).framesOnScreen(from);
  }

  private Decoding decoding(Protocol protocol) {
    return new Decoding(path, limits, tracks, protocol);
  }

  /** All blocks of samples. */
  public AudioBlocks blocks() {
    return blocks(Protocol.CORRECTED);
  }

  /**
   * All blocks of samples.
   *
   * @param protocol whose times count: the axis's, or the stream's own
   */
  public AudioBlocks blocks(Protocol protocol) {
    Objects.requireNonNull(protocol, "protocol");
    audioHeader();
    return decoding(protocol).blocks(Double.NEGATIVE_INFINITY);
  }

  /**
   * The whole audio at its own rate, from 0 on the axis: silence before its first sample where it
   * begins later, and in its gaps; after the trimming that the codec asks for.
   *
   * @throws MediaException if there is none, or it is over {@link MediaLimits#samples}
   */
  public Audio audio() {
    return audio(0, Double.POSITIVE_INFINITY, Protocol.CORRECTED);
  }

  /** A part of the audio; see {@link #audio(double, double, Protocol, Consumer)}. */
  public Audio audio(double from, double to, Protocol protocol) {
    return audio(from, to, protocol, note -> {});
  }

  /**
   * A part of the audio at its own rate. Only that part is read where the format allows it, so what
   * lies before may be as long as it likes. AAC fills noise-like bands at random, so samples may
   * differ by some 1e-4 from those of {@link #audio()}.
   *
   * <p>{@link Protocol#CORRECTED}: the samples from {@code from} to before {@code to}, to the
   * sample at which the part begins. Before the audio begins, and in its gaps, is silence; what
   * lies before 0 is silence too. Where the audio ends within the part, so does the result, which
   * may be empty.
   *
   * <p>{@link Protocol#REFERENCE}: the whole decoded blocks whose time is at least {@code from} and
   * at most {@code to}, joined, as the original reads; so it begins up to one block after {@code
   * from} and ends up to one block after {@code to}.
   *
   * @param from seconds on the axis
   * @param to seconds on the axis
   * @param notes is told what was filled or cut
   * @throws MediaException if there is no audio, or the part is over {@link MediaLimits#samples}
   */
  public Audio audio(double from, double to, Protocol protocol, Consumer<MediaNote> notes) {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(notes, "notes");
    AudioTrack track = audioHeader();
    if (protocol == Protocol.REFERENCE) {
      try (AudioBlocks blocks = decoding(protocol).blocks(from)) {
        return new AudioBuilder(path, limits).read(blocks, track, to);
      }
    }
    double begin = Double.isInfinite(from) ? 0 : from;
    AudioSpan span = new AudioSpan(path, limits, begin, to);
    WholeSpan whole = new WholeSpan(path, limits);
    span.read(decoding(protocol), whole);
    span.tell(notes);
    return whole.audio(track);
  }

  /**
   * The whole audio as {@link #audio()} gives it, to the sample, one piece after the other, so that
   * it takes no memory however long it is: {@link MediaLimits#samples} doesn't bound it.
   *
   * @param pieces takes them: parts of blocks, and silence of up to a second, all at one rate
   * @param notes is told what was filled or cut
   * @throws MediaException if there is no audio, or it is over {@link MediaLimits#seconds}
   */
  public void audioInPieces(Consumer<Audio> pieces, Consumer<MediaNote> notes) {
    Objects.requireNonNull(pieces, "pieces");
    Objects.requireNonNull(notes, "notes");
    audioHeader();
    AudioSpan span = new AudioSpan(path, limits, 0, Double.POSITIVE_INFINITY);
    span.read(decoding(Protocol.CORRECTED), new SpanInPieces(pieces));
    span.tell(notes);
  }
}
