package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.asva.core.concurrent.Unclosed;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.Protocol;
import io.asva.media.Timestamp;
import io.asva.media.VideoFrames;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The frames of a stream from a time on. */
final class DecodedFrames implements VideoFrames {
  /** Which frame comes first. */
  enum Begin {
    /** The first whose time is at least the one given. */
    AT_OR_AFTER,
    /** The one that is on the screen at the time given; the first frame before that. */
    ON_SCREEN
  }

  // A key frame's decoding time lies before its presentation time by a few frames.
  private static final double SEEK_MARGIN = 0.5;
  private static final double MICROSECOND = 1e-6;

  private final Natives natives;
  private final Unclosed unclosed;
  private final StreamDecoder decoder;
  private final RgbConverter converter;
  private final Orientation orientation;
  private final double from;
  private final Begin begin;
  private @Nullable Timestamp keptTime; // there while the decoder is one frame ahead
  private boolean more = true;
  private boolean started;
  private double first;
  private int width;
  private int height;
  private byte[] lent = {};

  private DecodedFrames(
      StreamDecoder decoder,
      RgbConverter converter,
      Orientation orientation,
      double from,
      Begin begin) {
    this.natives = new Natives(decoder, converter);
    this.decoder = decoder;
    this.converter = converter;
    this.orientation = orientation;
    this.from = from;
    this.begin = begin;
    this.unclosed = Unclosed.watch(this, "A reader of " + decoder.file().path(), natives::close);
  }

  /** The native memory behind it. */
  private static final class Natives {
    private final StreamDecoder decoder;
    private final RgbConverter converter;
    private @Nullable AVFrame kept;

    Natives(StreamDecoder decoder, RgbConverter converter) {
      this.decoder = decoder;
      this.converter = converter;
    }

    AVFrame kept() {
      AVFrame frame = kept == null ? Ffmpeg.allocated(av_frame_alloc(), "a frame") : kept;
      kept = frame;
      return frame;
    }

    void close() {
      if (kept != null) {
        av_frame_free(kept);
        kept = null;
      }
      converter.close();
      decoder.close();
    }
  }

  static DecodedFrames open(StreamDecoder decoder, double from, Begin begin, Protocol protocol) {
    try {
      boolean tags = protocol != Protocol.REFERENCE;
      return new DecodedFrames(
          decoder,
          new RgbConverter(
              RgbConverter.AS_PYAV, tags ? RgbConverter.Tags.HEEDED : RgbConverter.Tags.IGNORED),
          tags ? decoder.file().orientation(decoder.index()) : Orientation.UPRIGHT,
          from,
          begin);
    } catch (RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  @Override
  public boolean next() {
    return decoder.guarded(this, this::goOn);
  }

  private boolean goOn() {
    if (!started) {
      started = true;
      more = decoder.start(from, SEEK_MARGIN, 0);
      skip();
      first = more ? time().roundedSeconds() : 0;
      return more;
    }
    advance();
    double limit = decoder.file().limits().seconds();
    if (more && time().roundedSeconds() - first > limit) {
      throw new MediaException(
          decoder.file().path()
              + ": its images last longer than "
              + limit
              + " s, which is the most that is read at once; read a part of them, or raise"
              + " MediaLimits.seconds.");
    }
    return more;
  }

  private void advance() {
    if (keptTime == null) {
      more = decoder.next();
      return;
    }
    keptTime = null;
    av_frame_unref(natives.kept());
  }

  private void skip() {
    if (begin == Begin.AT_OR_AFTER) {
      while (more && time().roundedSeconds() < from) {
        advance();
      }
      return;
    }
    while (more
        && time().roundedSeconds() < from
        && following().orElse(from + 1) <= from + MICROSECOND) {
      advance();
    }
  }

  @Override
  public OptionalDouble following() {
    return decoder.guarded(this, this::lookAhead);
  }

  private OptionalDouble lookAhead() {
    if (keptTime == null && more) {
      keptTime = decoder.time();
      av_frame_move_ref(natives.kept(), decoder.frame());
      more = decoder.next();
    }
    return more ? OptionalDouble.of(decoder.time().roundedSeconds()) : OptionalDouble.empty();
  }

  @Override
  public Timestamp time() {
    Timestamp known = keptTime;
    return known == null ? decoder.guarded(this, decoder::time) : known;
  }

  @Override
  public Image image() {
    return decoder.guarded(
        this,
        () -> {
          AVFrame frame = current();
          return image(frame, new byte[RgbConverter.size(width, height, 3)]);
        });
  }

  @Override
  public Image lent() {
    return decoder.guarded(
        this,
        () -> {
          AVFrame frame = current();
          if (lent.length == 0) {
            lent = new byte[RgbConverter.size(width, height, 3)];
          }
          return image(frame, lent);
        });
  }

  /** The current frame; the first one that is asked for decides on the size of all. */
  private AVFrame current() {
    AVFrame frame = keptTime == null ? decoder.frame() : natives.kept();
    if (width == 0) {
      width = frame.width();
      height = frame.height();
    }
    return frame;
  }

  private Image image(AVFrame frame, byte[] pixels) {
    converter.convert(frame, width, height, orientation, pixels);
    boolean swap = orientation.swapsSides();
    return new Image(swap ? height : width, swap ? width : height, pixels);
  }

  @Override
  public void close() {
    unclosed.closed();
    lent = new byte[0];
    natives.close();
  }
}
