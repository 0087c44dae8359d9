package io.asva.core.signal;

import java.util.Arrays;

/**
 * Changes the rate of one channel of audio that comes in pieces: what {@link Resampler#resample}
 * makes of the whole, to the bit, in memory that doesn't grow with it.
 *
 * <p>For one thread at a time.
 */
public final class ResamplingStream {
  private final Resampler resampler;
  private float[] pending; // input from the first sample on that the next output needs
  private int filled;
  private long taken;
  private long given;

  ResamplingStream(Resampler resampler) {
    this.resampler = resampler;
    this.filled = resampler.padding(); // silence before the audio
    this.pending = new float[Math.max(1, filled)];
  }

  /**
   * Takes a piece.
   *
   * @return what of the result is known by it and wasn't before
   */
  public float[] put(float[] samples) {
    taken += samples.length;
    if (resampler.isIdentity()) {
      return samples.clone();
    }
    append(samples, samples.length);
    // The result's length is rounded with the whole's, and grows with it: no more is sure.
    long sure = (resampler.targetLength(taken) - given) / resampler.outputs();
    int blocks = (int) Math.max(0, Math.min(resampler.blocks(filled), sure));
    return take(blocks * resampler.outputs(), blocks);
  }

  /** Ends the audio; what is left of the result. */
  public float[] end() {
    if (resampler.isIdentity()) {
      return new float[0];
    }
    int left = Math.toIntExact(resampler.targetLength(taken) - given);
    append(new float[0], resampler.padding() + resampler.inputs());
    return take(left, 0);
  }

  private void append(float[] samples, int count) {
    if (filled + count > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(filled + count, 2 * pending.length));
    }
    System.arraycopy(samples, 0, pending, filled, samples.length);
    Arrays.fill(pending, filled + samples.length, filled + count, 0);
    filled += count;
  }

  private float[] take(int count, int blocks) {
    float[] result = new float[count];
    resampler.filter().apply(pending, result, 0, count);
    given += count;
    int done = blocks * resampler.inputs();
    filled -= done;
    System.arraycopy(pending, done, pending, 0, filled);
    return result;
  }
}
