package io.asva.core.media.internal;

import io.asva.core.media.Picture;
import io.asva.core.media.Timestamp;
import io.asva.core.media.VideoFrames;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** The frames of a stream from a time on. */
final class DecodedFrames implements VideoFrames {
  // A key frame's decoding time lies before its presentation time by a few frames.
  private static final double SEEK_MARGIN = 0.5;

  private final StreamDecoder decoder;
  private final RgbConverter converter;
  private final Orientation orientation;
  private final double from;
  private boolean started;
  private int width;
  private int height;

  DecodedFrames(StreamDecoder decoder, RgbConverter converter, double from) {
    this.decoder = decoder;
    this.converter = converter;
    this.orientation = decoder.file().orientation(decoder.index());
    this.from = from;
  }

  static DecodedFrames open(InputFile file, int index, double from) {
    StreamDecoder decoder = StreamDecoder.open(file, index);
    try {
      return new DecodedFrames(decoder, new RgbConverter(RgbConverter.AS_PYAV), from);
    } catch (RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  @Override
  public boolean next() {
    if (started) {
      return decoder.next();
    }
    started = true;
    if (!seekable()) {
      return skip(decoder.next());
    }
    decoder.seek(from - SEEK_MARGIN);
    boolean found = decoder.next();
    if (!found || decoder.time().roundedSeconds() > from) {
      decoder.seek(0); // an index that is wrong or coarse: everything is decoded
      found = decoder.next();
    }
    return skip(found);
  }

  private boolean skip(boolean found) {
    boolean more = found;
    while (more && decoder.time().roundedSeconds() < from) {
      more = decoder.next();
    }
    return more;
  }

  private boolean seekable() {
    String format = decoder.file().format();
    return from > 2 * SEEK_MARGIN && (format.contains("mp4") || format.contains("matroska"));
  }

  @Override
  public Timestamp time() {
    return decoder.time();
  }

  @Override
  public Picture picture() {
    AVFrame frame = decoder.frame();
    if (width == 0) {
      width = frame.width();
      height = frame.height();
    }
    byte[] rgb = converter.convert(frame, width, height, avutil.AV_PIX_FMT_RGB24, 3);
    return orientation.apply(new Picture(width, height, rgb));
  }

  @Override
  public void close() {
    converter.close();
    decoder.close();
  }
}
