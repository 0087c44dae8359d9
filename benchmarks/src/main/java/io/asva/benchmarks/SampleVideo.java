package io.asva.benchmarks;

import io.asva.core.files.IfExists;
import io.asva.core.media.Picture;
import io.asva.core.media.Sound;
import io.asva.core.media.Video;
import io.asva.core.media.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A drawn video: a square that jumps when something clicks, over a ground that does not repeat. */
final class SampleVideo {
  static final int SECONDS = 10;
  static final int FPS = 25;

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int SQUARE = 80;
  private static final int RATE = 44_100;

  private SampleVideo() {}

  /** Writes it as mp4 (H.264, AAC) into a temporary file. */
  static Path write() throws IOException {
    Path file = Files.createTempFile("asva-benchmark", ".mp4");
    List<Picture> frames = new ArrayList<>();
    for (int i = 0; i < SECONDS * FPS; i++) {
      frames.add(frame(i));
    }
    VideoWriter.of(new Video(frames, FPS)).withSound(sound()).ifExists(IfExists.REPLACE).mp4(file);
    return file;
  }

  /** The square jumps every 11 frames, longer each fourth time. */
  private static int jumps(int frame) {
    return frame / 11 - frame / 44 / 2;
  }

  private static Picture frame(int index) {
    int left = jumps(index) * 97 % (WIDTH - SQUARE);
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % WIDTH;
      int y = i / 3 / WIDTH;
      boolean inside = x >= left && x < left + SQUARE && Math.abs(y - HEIGHT / 2) < SQUARE / 2;
      rgb[i] = (byte) (inside ? 200 : 60 + (x * x / 700 + y * (i % 3 + 1) / 5) % 60);
    }
    return new Picture(WIDTH, HEIGHT, rgb);
  }

  private static Sound sound() {
    Random random = new Random(1);
    float[][] samples = new float[2][SECONDS * RATE];
    for (int frame = 1; frame < SECONDS * FPS; frame++) {
      if (jumps(frame) != jumps(frame - 1)) {
        for (int i = 0; i < RATE / 10; i++) {
          float value = (float) (random.nextGaussian() * Math.exp(-i / (0.02 * RATE)) / 4);
          int at = Math.min(samples[0].length - 1, frame * RATE / FPS + i);
          samples[0][at] += value;
          samples[1][at] += value;
        }
      }
    }
    return new Sound(RATE, samples);
  }
}
