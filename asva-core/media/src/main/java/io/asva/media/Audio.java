package io.asva.media;

import io.asva.core.tensor.FloatTensor;
import java.util.Arrays;

/**
 * Audio: samples of one or more channels at a rate.
 *
 * @param rate samples a second
 * @param samples channels x samples, full scale being -1..1, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a view over samples; equality is by identity
public record Audio(int rate, float[][] samples) {

  /**
   * Checks that the channels are equally long.
   *
   * @throws IllegalArgumentException if they are not, if there is none, or if the rate is not
   *     positive
   */
  public Audio {
    if (rate < 1) {
      throw new IllegalArgumentException("the sampling rate must be positive, not " + rate);
    }
    if (samples.length == 0) {
      throw new IllegalArgumentException("audio needs at least one channel");
    }
    for (float[] channel : samples) {
      if (channel.length != samples[0].length) {
        throw new IllegalArgumentException(
            "channels of " + samples[0].length + " and of " + channel.length + " samples");
      }
    }
  }

  /** Number of channels. */
  public int channels() {
    return samples.length;
  }

  /** Samples in each channel. */
  public int length() {
    return samples[0].length;
  }

  /** Length in seconds. */
  public double seconds() {
    return (double) length() / rate;
  }

  /** The samples from one moment to another, in seconds; fewer where the audio ends before. */
  public Audio between(double from, double to) {
    int first = (int) Math.min(length(), from * rate);
    int end = (int) Math.min(length(), to * rate);
    return new Audio(
        rate,
        Arrays.stream(samples)
            .map(channel -> Arrays.copyOfRange(channel, first, end))
            .toArray(float[][]::new));
  }

  /** A copy as a tensor of channels x samples. */
  public FloatTensor tensor() {
    FloatTensor result = FloatTensor.zeros(channels(), length());
    for (int c = 0; c < channels(); c++) {
      System.arraycopy(samples[c], 0, result.values(), c * length(), length());
    }
    return result;
  }
}
