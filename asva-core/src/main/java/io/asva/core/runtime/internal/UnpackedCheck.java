package io.asva.core.runtime.internal;

import io.asva.core.files.FileLocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the libraries that JavaCPP has unpacked with the jars that they came from. JavaCPP
 * itself looks at size and time only; a file with other contents is removed here, and JavaCPP
 * unpacks it again.
 */
final class UnpackedCheck {
  private static final String LOCK = ".lock"; // JavaCPP's own, which it takes to unpack

  private final Path cache;
  private final ClassLoader loader;

  UnpackedCheck(Path cache, ClassLoader loader) {
    this.cache = cache;
    this.loader = loader;
  }

  /**
   * Removes what isn't as it is in its jar.
   *
   * @param artifact whose jars: "ffmpeg"
   */
  void check(String artifact) throws IOException {
    for (Path jar : jars(artifact)) {
      if (!wrong(jar).isEmpty()) {
        removeWrong(jar);
      }
    }
  }

  private List<Path> jars(String artifact) throws IOException {
    try (Stream<Path> folders = Files.list(cache)) {
      return folders.filter(f -> f.getFileName().toString().startsWith(artifact + "-")).toList();
    }
  }

  private void removeWrong(Path jar) throws IOException {
    synchronized (Runtime.getRuntime()) { // as JavaCPP's threads take turns
      try (FileChannel lock =
          FileChannel.open(
              cache.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        FileLocks.lock(lock);
        for (Path file : wrong(jar)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Files whose contents aren't in the jar, and links that lead elsewhere. */
  private List<Path> wrong(Path jar) throws IOException {
    List<Path> wrong = new ArrayList<>();
    List<Path> renamed = new ArrayList<>();
    Set<FileSum> known = new HashSet<>();
    List<Path> files = files(jar);
    if (files.stream().allMatch(file -> resource(jar, file) == null)) {
      return wrong; // another program's: this one's class path has no such jar to compare with
    }
    for (Path file : files) {
      if (Files.isSymbolicLink(file)) {
        if (!leadsInside(file)) {
          wrong.add(file);
        }
        continue;
      }
      URL resource = resource(jar, file);
      if (resource == null) {
        renamed.add(file); // JavaCPP copies some under a second name
      } else if (FileSum.of(resource).isOf(file)) {
        known.add(FileSum.of(resource));
      } else {
        wrong.add(file);
      }
    }
    for (Path file : renamed) {
      if (!known.contains(FileSum.ofFile(file))) {
        wrong.add(file);
      }
    }
    return wrong;
  }

  private @Nullable URL resource(Path jar, Path file) {
    return loader.getResource(jar.relativize(file).toString().replace('\\', '/'));
  }

  private static List<Path> files(Path jar) throws IOException {
    try (Stream<Path> all = Files.walk(jar)) {
      return all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean leadsInside(Path link) {
    try {
      return link.toRealPath().startsWith(cache.toRealPath());
    } catch (IOException e) {
      return false; // to nothing
    }
  }
}
