package io.asva.media.internal;

import io.asva.core.concurrent.Unclosed;
import io.asva.media.AudioBlocks;
import io.asva.media.Timestamp;

/** The blocks of a stream from a time on. */
final class DecodedBlocks implements AudioBlocks {
  // Codecs need some blocks before a block to decode it as they would from the beginning.
  private static final double PREROLL = 1.0;

  private final StreamDecoder decoder;
  private final Unclosed unclosed;
  private final double from;
  private final double notBefore;
  private boolean started;

  private DecodedBlocks(StreamDecoder decoder, double from, double notBefore) {
    this.decoder = decoder;
    this.from = from;
    this.notBefore = notBefore;
    this.unclosed = Unclosed.watch(this, "A reader of " + decoder.file().path(), decoder::close);
  }

  /** The blocks whose time is at least {@code from} seconds. */
  static DecodedBlocks from(StreamDecoder decoder, double from) {
    return new DecodedBlocks(decoder, from, from);
  }

  /** The blocks from some way before a time on, where there are any. */
  static DecodedBlocks before(StreamDecoder decoder, double from) {
    return new DecodedBlocks(decoder, from, Double.NEGATIVE_INFINITY);
  }

  @Override
  public boolean next() {
    return decoder.guarded(this, this::goOn);
  }

  private boolean goOn() {
    boolean more = started ? decoder.next() : decoder.start(from, PREROLL, PREROLL / 2);
    started = true;
    while (more && decoder.time().roundedSeconds() < notBefore) {
      more = decoder.next();
    }
    return more;
  }

  /** Whether the stream's first block was the first one here. */
  boolean areWhole() {
    return !decoder.wasSought();
  }

  @Override
  public Timestamp time() {
    return decoder.guarded(this, decoder::time);
  }

  @Override
  public int rate() {
    return decoder.guarded(this, () -> decoder.frame().sample_rate());
  }

  @Override
  public int channels() {
    return decoder.guarded(this, () -> decoder.frame().ch_layout().nb_channels());
  }

  @Override
  public int length() {
    return decoder.guarded(this, () -> decoder.frame().nb_samples());
  }

  @Override
  public float[][] samples() {
    return decoder.guarded(this, () -> SampleConverter.convert(decoder.frame()));
  }

  @Override
  public void close() {
    unclosed.closed();
    decoder.close();
  }
}
