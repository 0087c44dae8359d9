package io.asva.models;

import io.asva.core.Cancellation;
import io.asva.core.files.HeldFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks a zip file's members one by one, each only until it was looked at. */
final class ZipMembers {
  private static final String PREFIX = ".asva-";
  private static final int BUFFER = 1 << 20;

  private ZipMembers() {}

  /** Is given a member. */
  @FunctionalInterface
  interface Taker {
    void take(Path file, String name) throws IOException;
  }

  /**
   * Gives each member to a taker. Its name is never made a path: it says what it likes.
   *
   * @param beside the folder on whose disk they are unpacked
   */
  static void each(Path zip, Path beside, Cancellation cancellation, Taker taker)
      throws IOException {
    try (HeldFolder folder = HeldFolder.make(beside, PREFIX);
        ZipFile file = new ZipFile(zip.toFile())) {
      Path member = folder.path().resolve("member");
      for (ZipEntry entry : Collections.list(file.entries())) {
        if (!entry.isDirectory()) {
          unpack(file, entry, member, cancellation);
          taker.take(member, entry.getName());
          Files.deleteIfExists(member);
        }
      }
    }
  }

  private static void unpack(ZipFile file, ZipEntry entry, Path to, Cancellation cancellation)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = file.getInputStream(entry);
        OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        cancellation.check("unpacking " + entry.getName());
        out.write(buffer, 0, n);
      }
    }
  }
}
