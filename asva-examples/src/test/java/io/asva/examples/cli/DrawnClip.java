package io.asva.examples.cli;

import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A clip in which a square jumps when something clicks, without a rhythm.
 *
 * @param seed makes clips differ
 * @param seconds its length
 * @param strikes when it happens
 */
record DrawnClip(int seed, double seconds, List<Double> strikes) {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;

  static DrawnClip of(int seed, double seconds) {
    Random random = new Random(seed);
    List<Double> strikes = new ArrayList<>();
    for (double t = 0.5 + random.nextDouble() / 2;
        t < seconds - 0.3;
        t += 0.35 + random.nextDouble()) {
      strikes.add(t);
    }
    return new DrawnClip(seed, seconds, strikes);
  }

  Video video(double fps) {
    List<Image> frames = new ArrayList<>();
    for (int i = 0; i < seconds * fps; i++) {
      double time = i / fps;
      int done = (int) strikes.stream().filter(strike -> strike <= time).count();
      frames.add(frame(8 + done * 23 % (WIDTH - 40)));
    }
    return new Video(frames, fps);
  }

  /** The clicks, later than what is seen by a number of seconds. */
  Audio audio(double later, int rate, int channels) {
    Random random = new Random(seed);
    float[][] samples = new float[channels][(int) (seconds * rate)];
    for (double strike : strikes) {
      int from = (int) Math.rint((strike + later) * rate);
      for (int i = 0; i < rate / 5; i++) {
        float value = (float) (random.nextGaussian() * Math.exp(-i / (0.03 * rate)) / 4);
        if (from + i >= 0 && from + i < samples[0].length) {
          samples[channels - 1][from + i] += value;
        }
      }
    }
    return new Audio(rate, samples);
  }

  Path mp4(Path file, double fps, double later, int rate, int channels) {
    VideoWriter.of(video(fps)).withAudio(audio(later, rate, channels)).mp4(file);
    return file;
  }

  private static Image frame(int left) {
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % WIDTH;
      int y = i / 3 / WIDTH;
      boolean inside = x >= left && x < left + 24 && Math.abs(y - HEIGHT / 2) < 12;
      rgb[i] = (byte) (inside ? 170 + 10 * (y / 4 % 2) : 40 + 10 * ((x / 6 + y / 6) % 2));
    }
    return new Image(WIDTH, HEIGHT, rgb);
  }
}
