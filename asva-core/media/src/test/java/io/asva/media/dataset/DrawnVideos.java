package io.asva.media.dataset;

import io.asva.media.Picture;
import io.asva.media.Sound;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small videos that tests draw. */
final class DrawnVideos {
  private static final int RATE = 16_000;

  private DrawnVideos() {}

  /** A video with a tone of some loudness. */
  static void write(Path file, double fps, double seconds, double loudness) {
    float[][] samples = new float[1][(int) Math.round(seconds * RATE)];
    for (int i = 0; i < samples[0].length; i++) {
      samples[0][i] = (float) (loudness * Math.sin(i * 0.3));
    }
    VideoWriter.of(pictures(fps, seconds)).withSound(new Sound(RATE, samples)).mp4(file);
  }

  /** A video without a sound track. */
  static void writeMute(Path file, double fps, double seconds) {
    VideoWriter.of(pictures(fps, seconds)).mp4(file);
  }

  private static Video pictures(double fps, double seconds) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < Math.round(fps * seconds); i++) {
      byte[] rgb = new byte[3 * 32 * 32];
      Arrays.fill(rgb, (byte) (5 * i));
      pictures.add(new Picture(32, 32, rgb));
    }
    return new Video(pictures, fps);
  }
}
