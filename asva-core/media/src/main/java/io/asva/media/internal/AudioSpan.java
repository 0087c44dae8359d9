package io.asva.media.internal;

import io.asva.media.AudioBlocks;
import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import io.asva.media.MediaNote;
import io.asva.media.Shortfall;
import io.asva.media.Timestamp;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A span of a file's time axis filled with its audio: each block where its time says, silence
 * before the first and in gaps, nothing twice. Where the audio ends within the span, so does the
 * result.
 *
 * <p>A block that follows another without a gap is put right behind it, wherever within {@link
 * #JITTER} its time says: containers round times (to 1 ms in Matroska, WebM and FLV), recorders
 * stamp blocks a few milliseconds early or late, and a sample more or less between all blocks would
 * be heard. The smallest thing that gets lost is a block, 20 ms and more in usual codecs, so half
 * of that tells a gap.
 */
public final class AudioSpan {
  /** Seconds by which a block's time may differ from the end of the block before it. */
  private static final double JITTER = 0.010;

  private final Path file;
  private final MediaLimits limits;
  private final double from;
  private final double to;

  private int rate;
  private int channels;
  private long first;
  private long wanted;
  private long length;
  private long filled;
  private long cut;
  private long late;
  private boolean placed;
  private BlockRun run = new BlockRun();

  /**
   * An empty span.
   *
   * @param from its first moment in seconds on the axis, 0 or later
   * @param to the moment after its last; may be infinite
   */
  public AudioSpan(Path file, MediaLimits limits, double from, double to) {
    this.file = file;
    this.limits = limits;
    this.from = from;
    this.to = to;
  }

  /** Where what lies in a span goes, in the order of time. */
  public interface Sink {
    /** Says what comes. */
    void begin(int rate, int channels);

    /** Takes silence. */
    void silence(long count);

    /** Takes a part of a block, channels x samples. */
    void samples(float[][] block, int from, int count);
  }

  /**
   * Reads what lies in the span.
   *
   * @param decoding the file
   * @param sink takes it; it is told nothing where there is no block at all
   */
  public void read(Decoding decoding, Sink sink) {
    try (DecodedBlocks blocks = decoding.blocksBefore(from)) {
      while (length < wanted || rate == 0) {
        if (!blocks.next()) {
          break;
        }
        begin(blocks, sink);
        if (!put(blocks, sink)) {
          silence(wanted, sink); // the audio goes on behind the span
          break;
        }
      }
    }
  }

  /** Tells what was filled or cut, once the span was read. */
  public void tell(Consumer<MediaNote> notes) {
    double before = seconds(late);
    double gaps = seconds(filled);
    double twice = seconds(cut);
    if (before >= Shortfall.USUAL && from + before >= Shortfall.USUAL) {
      notes.accept(
          MediaNote.of(
              MediaNote.Kind.SILENCE_BEFORE_AUDIO,
              file,
              ": its audio begins at %.2f s; silence stands before it.",
              from + before));
    }
    if (gaps >= Shortfall.USUAL) {
      notes.accept(
          MediaNote.of(
              MediaNote.Kind.GAP_FILLED,
              file,
              ": its audio has gaps of %.2f s from %.2f s on, which are filled with silence.",
              gaps,
              from));
    }
    if (twice >= Shortfall.USUAL) {
      notes.accept(
          MediaNote.of(
              MediaNote.Kind.OVERLAP_CUT,
              file,
              ": %.2f s of its audio come twice from %.2f s on; they are heard once.",
              twice,
              from));
    }
  }

  private double seconds(long count) {
    return rate == 0 ? 0 : (double) count / rate;
  }

  private void begin(AudioBlocks blocks, Sink sink) {
    if (rate == 0) {
      rate = blocks.rate();
      first = Math.round(from * rate);
      wanted = Double.isInfinite(to) ? Long.MAX_VALUE : Math.round((to - from) * rate);
      channels = blocks.channels();
      sink.begin(rate, channels);
    }
    if (blocks.rate() != rate) {
      throw changed("rate", rate, blocks.rate());
    }
    if (blocks.channels() != channels) {
      throw changed("number of channels", channels, blocks.channels());
    }
  }

  private MediaException changed(String what, int before, int after) {
    return new MediaException(
        file
            + ": the "
            + what
            + " changes from "
            + before
            + " to "
            + after
            + " within the audio; convert it to one "
            + what
            + ".");
  }

  /** Puts a block where it belongs; false if that is behind the span. */
  private boolean put(DecodedBlocks blocks, Sink sink) {
    Timestamp time = blocks.time();
    int count = blocks.length();
    boolean gap = placed && !run.continues(time, rate, JITTER);
    if (gap) {
      run = new BlockRun();
    }
    long at = run.place(time, rate, count) - first; // in the span
    if (!placed && blocks.areWhole()) {
      run.freeze(); // the first block of all counts, so that every part of audio is one of the
      // whole
    }
    if (at >= wanted) {
      filled += Math.max(0, wanted - length);
      return false;
    }
    if (at + count > 0) {
      run.freeze();
      fill(at, sink);
      int skip = (int) Math.min(count, Math.max(0, length - at));
      cut += at < 0 ? 0 : skip;
      int taken = (int) Math.min(count - skip, wanted - length);
      if (taken > 0) {
        check(length + taken);
        sink.samples(blocks.samples(), skip, taken);
        length += taken;
      }
    }
    placed = true;
    return true;
  }

  /** Silence up to a sample of the span, which it is. */
  private void fill(long at, Sink sink) {
    if (at > length) {
      if (placed) {
        filled += at - length;
      } else {
        late += at - length;
      }
      silence(at, sink);
    }
  }

  private void silence(long end, Sink sink) {
    if (end > length) {
      check(end);
      sink.silence(end - length);
      length = end;
    }
  }

  private void check(long end) {
    if (end > limits.seconds() * rate) {
      throw tooLong(file, limits);
    }
  }

  static MediaException tooLong(Path file, MediaLimits limits) {
    return new MediaException(
        file
            + ": its audio is longer than "
            + limits.samples()
            + " samples over all channels, or "
            + limits.seconds()
            + " s; cut it, read a part of it, or raise MediaLimits.");
  }
}
