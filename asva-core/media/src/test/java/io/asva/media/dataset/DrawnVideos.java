package io.asva.media.dataset;

import io.asva.media.Audio;
import io.asva.media.Image;
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
    VideoWriter.of(images(fps, seconds)).withAudio(new Audio(RATE, samples)).mp4(file);
  }

  /** A video without an audio track. */
  static void writeMute(Path file, double fps, double seconds) {
    VideoWriter.of(images(fps, seconds)).mp4(file);
  }

  private static Video images(double fps, double seconds) {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < Math.round(fps * seconds); i++) {
      byte[] rgb = new byte[3 * 32 * 32];
      Arrays.fill(rgb, (byte) (5 * i));
      images.add(new Image(32, 32, rgb));
    }
    return new Video(images, fps);
  }
}
