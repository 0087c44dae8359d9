package io.asva.metrics.avalign;

import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A clip of ten seconds in which a square jumps, and at times flashes, whenever something clicks,
 * at times without a rhythm.
 */
final class StrikeClip {
  private static final double SECONDS = 10;
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;

  private final List<Double> strikes = new ArrayList<>();
  private final Random random;

  StrikeClip(int seed) {
    random = new Random(seed);
    for (double time = 0.7; time < SECONDS - 0.5; time += 0.35 + random.nextDouble()) {
      strikes.add(time);
    }
  }

  /** The images. */
  Video video(double fps) {
    List<Image> frames = new ArrayList<>();
    for (int i = 0; i < SECONDS * fps; i++) {
      int done = 0;
      while (done < strikes.size() && strikes.get(done) <= i / fps) {
        done++;
      }
      boolean flash = done > 0 && done % 3 == 0 && i / fps - strikes.get(done - 1) < 1.5 / fps;
      frames.add(frame(8 + done * 23 % (WIDTH - 40), flash));
    }
    return new Video(frames, fps);
  }

  /** The clicks, later than the strikes that are seen by a number of seconds. */
  Audio audio(double later, int rate, int channels) {
    float[][] samples = new float[channels][(int) (SECONDS * rate)];
    for (double strike : strikes) {
      int from = (int) Math.rint((strike + later) * rate);
      for (int i = 0; i < rate / 5; i++) {
        float value = (float) (random.nextGaussian() * Math.exp(-i / (0.03 * rate)) / 4);
        if (from + i >= 0 && from + i < samples[0].length) {
          samples[channels - 1][from + i] += value; // of two channels the first is silent
        }
      }
    }
    return new Audio(rate, samples);
  }

  private static Image frame(int left, boolean flash) {
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % WIDTH;
      int y = i / 3 / WIDTH;
      boolean inside = x >= left && x < left + 24 && Math.abs(y - HEIGHT / 2) < 12;
      int ground = 40 + 10 * ((x / 6 + y / 6) % 2);
      rgb[i] = (byte) (inside ? (flash ? 250 : 170 + 10 * (y / 4 % 2)) : ground);
    }
    return new Image(WIDTH, HEIGHT, rgb);
  }
}
