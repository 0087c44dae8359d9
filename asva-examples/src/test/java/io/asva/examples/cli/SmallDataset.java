package io.asva.examples.cli;

import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A data set in the layout of AVSync15 that tests write: two videos of one category. */
final class SmallDataset {
  private static final int RATE = 16_000;

  private SmallDataset() {}

  static Path write(Path folder) throws IOException {
    video(folder.resolve("videos/bell_ringing/a.mp4"), 2.2);
    video(folder.resolve("videos/bell_ringing/b.mp4"), 2.6);
    Files.writeString(folder.resolve("test.txt"), "bell_ringing/a.mp4\nbell_ringing/b.mp4\n");
    Files.writeString(folder.resolve("class_mapping.json"), "{\"bell_ringing\": \"bell ringing\"}");
    return folder;
  }

  private static void video(Path file, double seconds) throws IOException {
    Files.createDirectories(file.getParent());
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < seconds * 10; i++) {
      byte[] rgb = new byte[3 * 64 * 64];
      Arrays.fill(rgb, (byte) (40 + 5 * i));
      images.add(new Image(64, 64, rgb));
    }
    float[][] samples = new float[2][(int) (seconds * RATE)];
    for (int i = 0; i < samples[0].length; i++) {
      samples[0][i] = (float) (0.5 * Math.sin(i * 0.2));
      samples[1][i] = (float) (0.4 * Math.sin(i * 0.21));
    }
    VideoWriter.of(new Video(images, 10)).withAudio(new Audio(RATE, samples)).mp4(file);
  }
}
