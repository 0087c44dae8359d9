package io.asva.media.internal;

import io.asva.media.Audio;
import io.asva.media.AudioTrack;
import io.asva.media.MediaLimits;
import java.nio.file.Path;
import java.util.Arrays;

/** Keeps what lies in a span of audio in one array for each channel. */
public final class WholeSpan implements AudioSpan.Sink {
  private static final int LEAST = 1 << 16;

  private final Path file;
  private final MediaLimits limits;
  private float[][] samples = new float[0][];
  private int rate;
  private long length;

  /** Nothing yet of a file. */
  public WholeSpan(Path file, MediaLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  @Override
  public void begin(int ofRate, int channels) {
    rate = ofRate;
    samples = new float[channels][LEAST];
  }

  @Override
  public void silence(long count) {
    extend(count);
    length += count;
  }

  @Override
  public void samples(float[][] block, int from, int count) {
    extend(count);
    for (int c = 0; c < samples.length; c++) {
      System.arraycopy(block[c], from, samples[c], (int) length, count);
    }
    length += count;
  }

  private void extend(long more) {
    long needed = length + more;
    if (needed * samples.length > limits.samples()) {
      throw AudioSpan.tooLong(file, limits);
    }
    if (needed > samples[0].length) {
      int size = (int) Math.min(Math.max(needed, 2L * samples[0].length), Integer.MAX_VALUE - 8);
      for (int c = 0; c < samples.length; c++) {
        samples[c] = Arrays.copyOf(samples[c], size);
      }
    }
  }

  /**
   * The samples that were kept.
   *
   * @param track what the file says of its audio, where there was no block
   */
  public Audio audio(AudioTrack track) {
    if (rate == 0) {
      return new Audio(track.rate(), new float[track.channels()][0]);
    }
    float[][] result = new float[samples.length][];
    for (int c = 0; c < result.length; c++) {
      result[c] = Arrays.copyOf(samples[c], (int) length);
    }
    return new Audio(rate, result);
  }
}
