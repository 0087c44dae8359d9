package io.asva.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The leftover of a process that is killed while it writes a file. */
public final class KilledWriter {
  private KilledWriter() {}

  /**
   * Leaves half a file.
   *
   * @param file the file that would have been written
   * @return the folder in which the half lies
   */
  public static Path of(Path file) throws IOException {
    Path folder = Files.createTempDirectory(file.getParent(), "killed"); // for this user alone
    Files.createFile(folder.resolve(".lock"));
    Files.writeString(folder.resolve(file.getFileName()), "half");
    return Files.move(folder, file.resolveSibling(".asva-" + UUID.randomUUID()));
  }
}
