package io.asva.media.internal;

import io.asva.media.Audio;
import java.util.Arrays;
import java.util.function.Consumer;

/** Hands on what lies in a span of audio piece by piece. */
public final class SpanInPieces implements AudioSpan.Sink {
  private final Consumer<Audio> pieces;
  private int rate;
  private int channels;

  /** For whom the pieces are. */
  public SpanInPieces(Consumer<Audio> pieces) {
    this.pieces = pieces;
  }

  @Override
  public void begin(int ofRate, int ofChannels) {
    rate = ofRate;
    channels = ofChannels;
  }

  @Override
  public void silence(long count) {
    for (long left = count; left > 0; left -= rate) {
      pieces.accept(new Audio(rate, new float[channels][(int) Math.min(left, rate)]));
    }
  }

  @Override
  public void samples(float[][] block, int from, int count) {
    float[][] piece = block;
    if (count < block[0].length) {
      piece = new float[channels][];
      for (int c = 0; c < channels; c++) {
        piece[c] = Arrays.copyOfRange(block[c], from, from + count);
      }
    }
    pieces.accept(new Audio(rate, piece));
  }
}
