package io.asva.core.runtime.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Size and check sum of a file, to be compared with those in the jar that it comes from. A jar's
 * directory has a CRC-32 of each entry, so that nothing needs to be unpacked to know it, and it
 * can't be changed along with the file. It finds what is cut short or damaged; nobody but this user
 * can write to the folder anyway. (SHA-256 would take seconds at each start, before it is
 * compiled.)
 *
 * @param size in bytes
 * @param crc the CRC-32
 */
record FileSum(long size, long crc) {
  private static final int BUFFER = 1 << 18;

  /** The sum of a resource, without reading it if it lies in a jar. */
  static FileSum of(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    if (connection instanceof JarURLConnection jar) {
      JarEntry entry = jar.getJarEntry();
      if (entry.getSize() >= 0 && entry.getCrc() >= 0) {
        return new FileSum(entry.getSize(), entry.getCrc());
      }
    }
    try (InputStream in = connection.getInputStream()) {
      return of(in);
    }
  }

  /** Whether a file is a regular one, no link, with these contents. */
  boolean isOf(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == size
        && equals(of(file));
  }

  /** The sum of a file; null if it is gone. */
  static @Nullable FileSum ofFile(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? of(file) : null;
  }

  private static FileSum of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  private static FileSum of(InputStream in) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      crc.update(buffer, 0, n);
      size += n;
    }
    return new FileSum(size, crc.getValue());
  }
}
