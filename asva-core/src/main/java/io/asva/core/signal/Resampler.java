package io.asva.core.signal;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import java.util.Arrays;

/**
 * A change of sampling rate by a windowed sinc: Hann window, 6 zero crossings on each side, cut-off
 * at 0.99 of the lower Nyquist frequency.
 *
 * <p>The numbers are those of {@code torchaudio.functional.resample} with its defaults, to float
 * rounding: the models were trained on its output. The filter is evaluated in single precision as
 * there, but only where it isn't zero: with rates in lowest terms {@code p/q}, each of the {@code
 * q} phases keeps about 12 max(p, q)/q taps, so an awkward ratio costs no more than a simple one.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Resampler {
  private static final int ZERO_CROSSINGS = 6;
  private static final double ROLLOFF = 0.99;
  private static final int HIGHEST_RATE = 768_000;

  private final int from;
  private final int to;
  private final int width;
  private final SincFilter filter;

  private Resampler(int from, int to) {
    int divisor = gcd(from, to);
    this.from = from / divisor;
    this.to = to / divisor;
    double cutoff = Math.min(this.from, this.to) * ROLLOFF;
    this.width = (int) Math.ceil(ZERO_CROSSINGS * this.from / cutoff);
    this.filter = SincFilter.of(this.from, this.to, width, cutoff, ZERO_CROSSINGS);
  }

  /**
   * A resampler from one rate to another, both in samples a second.
   *
   * @throws SignalException if a rate is not in 1..768000
   */
  public static Resampler of(int from, int to) {
    check("The audio's sampling rate", from);
    check("The wanted sampling rate", to);
    return new Resampler(from, to);
  }

  private static void check(String what, int rate) {
    if (rate < 1 || rate > HIGHEST_RATE) {
      throw new SignalException(
          what + " must be in 1.." + HIGHEST_RATE + " samples a second, not " + rate + ".");
    }
  }

  /**
   * Resamples the last axis.
   *
   * @param waveform samples, of any shape with the time last, for instance (channels, samples)
   * @return the same shape with another last extent; the waveform itself where the rates are equal
   */
  public FloatTensor resample(FloatTensor waveform) {
    if (waveform.shape().rank() == 0) {
      throw new SignalException("A waveform needs an axis of time; a single number has none.");
    }
    if (from == to) {
      return waveform;
    }
    int length = waveform.shape().dim(-1);
    int target = Math.toIntExact(targetLength(length));
    Shape shape = waveform.shape().with(-1, target);
    FloatTensor result = new FloatTensor(shape, new float[Math.toIntExact(shape.elements())]);
    int rows = length == 0 ? 0 : waveform.values().length / length;
    float[] padded = new float[length + 2 * width + from];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(waveform.values(), row * length, padded, width, length);
      filter.apply(padded, result.values(), row * target, target);
    }
    return result;
  }

  /** Resamples one channel. */
  public float[] resample(float[] samples) {
    return from == to
        ? Arrays.copyOf(samples, samples.length)
        : resample(FloatTensor.of(samples, samples.length)).values();
  }

  /** The same for a channel that comes in pieces. */
  public ResamplingStream stream() {
    return new ResamplingStream(this);
  }

  boolean isIdentity() {
    return from == to;
  }

  /** Samples of silence that the filter sees before the audio, and more than it sees after. */
  int padding() {
    return from == to ? 0 : width;
  }

  /** Inputs after which the filter's phases begin anew. */
  int inputs() {
    return from;
  }

  /** Outputs of as many inputs. */
  int outputs() {
    return to;
  }

  SincFilter filter() {
    return filter;
  }

  /** How often all phases can be computed from so much input, the silence before it included. */
  int blocks(int padded) {
    return Math.max(0, (padded - 2 * width) / from);
  }

  // The quotient passes through single precision because torchaudio's does: long audio may come
  // out a sample shorter than the exact quotient says.
  long targetLength(long length) {
    long available = to * (length / from + 1);
    long target = (long) Math.ceil((float) ((double) to * length / from));
    return Math.min(available, target);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
