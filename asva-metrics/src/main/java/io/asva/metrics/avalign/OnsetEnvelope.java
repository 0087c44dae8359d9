package io.asva.metrics.avalign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How much louder audio becomes from one moment to the next, the mean over 128 mel bands: the
 * spectral flux of Boeck and Widmer (2013) as librosa's {@code onset_strength} computes it by
 * default. What librosa stores in single precision is rounded to it here, because onsets are told
 * by comparing neighbours for equality.
 */
final class OnsetEnvelope {
  /** Samples a second. */
  static final int RATE = 22050;

  /** Samples between two values. */
  static final int HOP = MelLevels.HOP;

  private static final float DYNAMIC_RANGE = 80; // dB
  private static final int LAG = 1;
  private static final int DELAY = LAG + MelLevels.POINTS / (2 * HOP);

  private final float floor;
  private float[] values = new float[1 << 10];
  private int count;
  private float @Nullable [] before;

  private OnsetEnvelope(float floor) {
    this.floor = floor;
  }

  /**
   * The envelope of audio.
   *
   * @param samples mono, at 22050 Hz, at least one
   * @return one value for each 512 samples begun, and one more
   */
  static float[] of(float[] samples) {
    List<float[]> rows = new ArrayList<>();
    MelLevels levels = new MelLevels(rows::add);
    levels.put(samples);
    levels.end();
    Loudest loudest = new Loudest();
    rows.forEach(loudest);
    OnsetEnvelope envelope = new OnsetEnvelope(loudest.floor());
    rows.forEach(envelope::add);
    return envelope.values();
  }

  /**
   * The envelope of audio that is too long to be held: it is given twice, for levels count from the
   * loudest one down.
   *
   * @param audio gives the whole audio to what is passed to it, the same each time
   */
  static float[] of(Consumer<MelLevels> audio) {
    Loudest loudest = new Loudest();
    audio.accept(new MelLevels(loudest));
    OnsetEnvelope envelope = new OnsetEnvelope(loudest.floor());
    audio.accept(new MelLevels(envelope::add));
    return envelope.values();
  }

  /** Finds the loudest level. */
  private static final class Loudest implements Consumer<float[]> {
    private float level = Float.NEGATIVE_INFINITY;

    @Override
    public void accept(float[] row) {
      for (float value : row) {
        level = Math.max(level, value);
      }
    }

    float floor() {
      return level - DYNAMIC_RANGE;
    }
  }

  private void add(float[] row) {
    float[] now = new float[row.length];
    for (int band = 0; band < row.length; band++) {
      now[band] = Math.max(row[band], floor);
    }
    int at = count - LAG + DELAY; // centred, as librosa shifts it
    if (at >= values.length) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    if (before != null) {
      float sum = 0;
      for (int band = 0; band < now.length; band++) {
        sum += Math.max(0, now[band] - before[band]);
      }
      values[at] = sum / now.length;
    }
    before = now;
    count++;
  }

  private float[] values() {
    return Arrays.copyOf(values, count);
  }
}
