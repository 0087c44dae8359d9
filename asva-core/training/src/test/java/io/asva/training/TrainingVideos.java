package io.asva.training;

import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Small videos that tests of training draw: a bright bar that goes from left to right, and a tone.
 */
public final class TrainingVideos {
  private TrainingVideos() {}

  /** Writes a video of 64x48 pixels with audio of two channels at 22050 Hz. */
  public static Path write(Path file, double seconds, double fps) throws IOException {
    Files.createDirectories(file.getParent());
    int frames = (int) Math.round(seconds * fps);
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      images.add(image(i / (double) frames));
    }
    int rate = 22050;
    float[][] samples = new float[2][(int) (seconds * rate)];
    for (int i = 0; i < samples[0].length; i++) {
      double time = i / (double) rate;
      samples[0][i] = (float) (0.4 * Math.sin(2 * Math.PI * (300 + 100 * time) * time));
      samples[1][i] = (float) (0.2 * Math.sin(2 * Math.PI * 500 * time));
    }
    VideoWriter.of(new Video(images, fps)).withAudio(new Audio(rate, samples)).mp4(file);
    return file;
  }

  private static Image image(double share) {
    int width = 64;
    int height = 48;
    byte[] rgb = new byte[3 * width * height];
    int bar = (int) (share * (width - 8));
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      boolean inside = x >= bar && x < bar + 8;
      rgb[3 * i] = (byte) (inside ? 240 : x * 2);
      rgb[3 * i + 1] = (byte) (inside ? 220 : i / width * 3);
      rgb[3 * i + 2] = (byte) (inside ? 40 : 90);
    }
    return new Image(width, height, rgb);
  }
}
