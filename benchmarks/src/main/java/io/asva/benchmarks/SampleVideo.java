package io.asva.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * A video of 10 s, 640x360 at 25 frames a second (H.264) with clicks (AAC). It is a file and not
 * written by the build that reads it: two builds are compared on the same bytes.
 */
final class SampleVideo {
  static final int SECONDS = 10;

  private static final String NAME = "sample.mp4";

  private SampleVideo() {}

  /** Copies it into a temporary file. */
  static Path copy() throws IOException {
    Path file = Files.createTempFile("asva-benchmark", ".mp4");
    try (InputStream video = SampleVideo.class.getResourceAsStream(NAME)) {
      Files.copy(Objects.requireNonNull(video, NAME), file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
