package io.asva.diffusion.training;

import static java.util.Objects.requireNonNull;

import io.asva.core.Cancellation;
import io.asva.core.image.ImageFit;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.model.FrameSize;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.VideoFrames;
import io.asva.training.cache.RecordFile;
import io.asva.training.cache.VideoCache;
import io.asva.vae.LatentDistribution;
import io.asva.vae.Vae;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The latent distributions of a clip's frames. With a cache, each frame of a video is decoded and
 * encoded once for each of its two sides, and a clip whose frames are all there opens no video at
 * all.
 *
 * <p>Safe for use by many threads.
 *
 * @param vae the autoencoder
 * @param config how clips are cut
 * @param cache where distributions are kept
 */
record FrameLatents(Vae vae, AnimationDataConfig config, Optional<VideoCache> cache) {
  private static final long TIMES = Long.MIN_VALUE;

  /** Whether a clip is seen as it is or in a mirror. */
  enum Side {
    PLAIN,
    MIRRORED
  }

  /**
   * The distributions of a clip's frames, one after another.
   *
   * @param start where it begins, in seconds
   */
  LatentDistribution of(MediaFile file, double start, Side side) {
    if (cache.isEmpty()) {
      ClipReader reader = new ClipReader(file, config.sampling(), config.protocol());
      return joined(
          reader.framesLent(
              start, ClipSampling.WhenShort.REPEAT_LAST, image -> encode(image, side), note -> {}));
    }
    return cached(file, start, side, cache.get().of(file.path()));
  }

  private LatentDistribution cached(MediaFile file, double start, Side side, RecordFile records) {
    long[] times = times(file, records);
    double[] seconds = Arrays.stream(times).mapToDouble(t -> t / 1e6).toArray();
    int[] chosen =
        config
            .sampling()
            .select(
                seconds,
                file.framePeriod(),
                start,
                config.protocol(),
                ClipSampling.WhenShort.REPEAT_LAST);
    Map<Long, LatentDistribution> found = new HashMap<>();
    TreeSet<Long> missing = new TreeSet<>();
    for (int index : chosen) {
      long time = times[index];
      records
          .findFloats(key(time, side))
          .ifPresentOrElse(values -> found.put(time, unpacked(values)), () -> missing.add(time));
    }
    if (!missing.isEmpty()) {
      try (VideoFrames frames = file.frames(missing.first() / 1e6, config.protocol())) {
        while (!missing.isEmpty() && frames.next()) {
          long time = frames.time().microseconds();
          if (missing.remove(time)) {
            LatentDistribution encoded = encode(frames.lent(), side);
            records.put(key(time, side), packed(encoded));
            found.put(time, encoded);
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new MediaException(
          file.path()
              + " gave no frame at "
              + missing.first() / 1e6
              + " s where it had one before.");
    }
    return joined(
        Arrays.stream(chosen).mapToObj(index -> requireNonNull(found.get(times[index]))).toList());
  }

  private static long key(long time, Side side) {
    return 2 * time + (side == Side.MIRRORED ? 1 : 0);
  }

  /** The times of all frames, in microseconds. */
  private long[] times(MediaFile file, RecordFile records) {
    ByteBuffer bytes =
        records
            .find(TIMES)
            .orElseGet(
                () -> {
                  ByteBuffer read = readTimes(file);
                  records.put(TIMES, read);
                  return read;
                });
    long[] times = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(times);
    return times;
  }

  private ByteBuffer readTimes(MediaFile file) {
    List<Long> times = new ArrayList<>();
    try (VideoFrames frames = file.frames(Double.NEGATIVE_INFINITY, config.protocol())) {
      while (frames.next()) {
        times.add(frames.time().microseconds());
      }
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(times.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    times.forEach(bytes::putLong);
    return bytes.flip();
  }

  private LatentDistribution encode(Image image, Side side) {
    FrameSize size = config.size();
    FloatTensor fitted = ImageFit.fit(image.tensor(), size.height(), size.width());
    FloatTensor planes = side == Side.MIRRORED ? mirrored(fitted) : fitted;
    float[] values = new float[planes.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (planes.values()[i] - 0.5f) / 0.5f;
    }
    FloatTensor batch = FloatTensor.of(values, 1, 3, size.height(), size.width());
    return vae.distribution(batch.channelsLast(), new Cancellation());
  }

  private static FloatTensor mirrored(FloatTensor planes) {
    int width = planes.shape().dim(-1);
    float[] values = new float[planes.values().length];
    for (int i = 0; i < values.length; i++) {
      int x = i % width;
      values[i] = planes.values()[i - x + width - 1 - x];
    }
    return new FloatTensor(planes.shape(), values);
  }

  private static float[] packed(LatentDistribution one) {
    float[] mean = one.mean().values();
    float[] both = Arrays.copyOf(mean, 2 * mean.length);
    System.arraycopy(one.std().values(), 0, both, mean.length, mean.length);
    return both;
  }

  private LatentDistribution unpacked(float[] values) {
    int factor = vae.config().factor();
    int height = config.size().height() / factor;
    int width = config.size().width() / factor;
    int half = values.length / 2;
    int channels = vae.config().latentChannels();
    return new LatentDistribution(
        FloatTensor.of(Arrays.copyOf(values, half), 1, height, width, channels),
        FloatTensor.of(Arrays.copyOfRange(values, half, 2 * half), 1, height, width, channels));
  }

  private static LatentDistribution joined(List<LatentDistribution> frames) {
    return new LatentDistribution(
        FloatTensor.concat(frames.stream().map(LatentDistribution::mean).toList()),
        FloatTensor.concat(frames.stream().map(LatentDistribution::std).toList()));
  }
}
