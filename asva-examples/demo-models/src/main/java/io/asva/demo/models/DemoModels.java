package io.asva.demo.models;

import static java.util.Objects.requireNonNull;

import io.asva.core.files.AsvaCache;
import io.asva.core.files.HeldFolder;
import io.asva.core.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Small trained models in the reference's layout: AVSyncD with all that it needs, and the synchrony
 * classifier. They travel in the jar and are copied to a folder, since networks are read from
 * files.
 */
public final class DemoModels {
  /** Their data set's name. */
  public static final String DATASET = "Demo";

  /** Width and height of the images that they know, in pixels. */
  public static final int SIZE = 96;

  /** The list of their files, with sums as sha256sum writes and checks them. */
  public static final String LIST = "files.sha256";

  private static final String RESOURCES = "files/";
  private static final int SUM = 64;
  private static final int VERSION = 12;

  private DemoModels() {}

  /**
   * The models' folder in {@link AsvaCache}, to be given to an animator or a scorer. It is made if
   * it is not there yet.
   */
  public static Path folder() {
    return in(AsvaCache.folder());
  }

  /**
   * The models' folder, made if it is not there yet. It appears whole or not at all; another
   * version's is left alone. Files in it that are missing or have changed are put right.
   *
   * @param cache the folder to make it in
   */
  public static Path in(Path cache) {
    try {
      String list = new String(read(LIST), StandardCharsets.UTF_8);
      Path folder = cache.resolve("demo-models-" + Sha256.of(list).substring(0, VERSION));
      if (Files.isDirectory(folder)) {
        for (String line : list.lines().toList()) {
          putRight(folder, line.substring(SUM).strip(), line.substring(0, SUM));
        }
      } else {
        make(folder, list.lines().map(line -> line.substring(SUM).strip()).toList());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't copy the demo's models to " + cache + ": " + e, e);
    }
  }

  private static void make(Path folder, List<String> files) throws IOException {
    Path cache = Files.createDirectories(requireNonNull(folder.getParent()));
    try (HeldFolder held = HeldFolder.make(cache, ".demo-models-")) {
      Path models = Files.createDirectory(held.path().resolve("models"));
      for (String file : files) {
        Path target = models.resolve(file);
        Files.createDirectories(requireNonNull(target.getParent()));
        Files.write(target, read(file));
      }
      Files.move(models, folder);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) { // else another process was faster, with the same result
        throw e;
      }
    }
  }

  private static void putRight(Path folder, String name, String sum) throws IOException {
    Path file = folder.resolve(name);
    if (Files.isRegularFile(file) && Sha256.of(file).equals(sum)) {
      return;
    }
    Path parent = Files.createDirectories(requireNonNull(file.getParent()));
    Path temporary = Files.createTempFile(parent, ".demo-models-", null);
    try {
      Files.write(temporary, read(name));
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in =
        requireNonNull(DemoModels.class.getResourceAsStream(RESOURCES + name), name)) {
      return in.readAllBytes();
    }
  }
}
