package io.asva.core.media.internal;

import io.asva.core.media.AudioBlocks;
import io.asva.core.media.Timestamp;

/** The blocks of a stream from a time on. */
final class DecodedBlocks implements AudioBlocks {
  // Codecs need some blocks before a block to decode it as they would from the beginning.
  private static final double PREROLL = 1.0;

  private final StreamDecoder decoder;
  private final double from;
  private boolean started;

  DecodedBlocks(StreamDecoder decoder, double from) {
    this.decoder = decoder;
    this.from = from;
  }

  @Override
  public boolean next() {
    boolean more;
    if (started || !seekable()) {
      more = decoder.next();
    } else {
      decoder.seek(from - PREROLL);
      more = decoder.next();
      if (!more || decoder.time().roundedSeconds() > from - PREROLL / 2) {
        decoder.seek(0);
        more = decoder.next();
      }
    }
    started = true;
    while (more && decoder.time().roundedSeconds() < from) {
      more = decoder.next();
    }
    return more;
  }

  private boolean seekable() {
    String format = decoder.file().format();
    return from > 2 * PREROLL && (format.contains("mp4") || format.contains("matroska"));
  }

  @Override
  public Timestamp time() {
    return decoder.time();
  }

  @Override
  public int rate() {
    return decoder.frame().sample_rate();
  }

  @Override
  public float[][] samples() {
    return SampleConverter.convert(decoder.frame());
  }

  @Override
  public void close() {
    decoder.close();
  }
}
