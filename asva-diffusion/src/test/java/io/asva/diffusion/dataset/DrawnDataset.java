package io.asva.diffusion.dataset;

import io.asva.diffusion.Animator;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import io.asva.media.dataset.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small data set that tests draw, and small models that animate it. */
final class DrawnDataset {
  private static final String[] CATEGORIES = {"bell_ringing", "drum_beating"};

  private DrawnDataset() {}

  /** Draws videos of two categories, each 2.5 s or a little longer, into the layout of AVSync15. */
  static Path draw(Path folder, int videos) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < videos; i++) {
      String name = CATEGORIES[i % 2] + "/video-" + i + ".mp4";
      write(folder.resolve("videos").resolve(name), i, 2.5 + 0.1 * i);
      names.add(name);
    }
    TinyModels.write(folder.resolve("test.txt"), String.join("\n", names) + "\n");
    TinyModels.write(
        folder.resolve("class_mapping.json"),
        "{\"bell_ringing\": \"bell ringing\", \"drum_beating\": \"drum beating\"}");
    return folder;
  }

  /** Draws a video, each number another. */
  static void write(Path file, int number, double seconds) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < seconds * 10; i++) {
      byte[] rgb = new byte[3 * 32 * 32];
      for (int p = 0; p < rgb.length; p++) {
        rgb[p] = (byte) (100 + 60 * Math.sin(0.01 * p * (number + 1) + 0.2 * i));
      }
      images.add(new Image(32, 32, rgb));
    }
    VideoWriter.of(new Video(images, 10)).withAudio(TinyRequests.audio(seconds)).mp4(file);
  }

  /** An animator over small models. */
  static Animator animator(Path models) {
    return TinyRequests.animator(models).build();
  }

  /** A request that takes moments: 4 frames in 2 steps. */
  static GenerationRequestBuilder request(Path dataset, Path to) {
    return GenerationRequest.builder(Dataset.open(dataset), new GeneratedFiles(to))
        .frames(4)
        .steps(2);
  }

  /** All files below a folder but the lock, by their names below it. */
  static Map<String, byte[]> files(Path folder) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(".generation.lock")) {
          files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
