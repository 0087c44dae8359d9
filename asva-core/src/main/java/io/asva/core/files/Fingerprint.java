package io.asva.core.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.asva.core.AsvaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Identifies the content of a file, wherever it lies and whenever it was copied: a hash of its size
 * and over pieces from its beginning to its end, so that gigabytes needn't be read at each start.
 * Compare {@link FileStamp}, which doesn't open files. Stateless.
 */
public final class Fingerprint {
  private static final int PIECES = 64;
  private static final int PIECE = 4096;
  private static final int DIGITS = 12;
  private static final List<String> ENDINGS =
      List.of(".json", ".safetensors", ".bin", ".pt", ".pth");

  private Fingerprint() {}

  /**
   * The fingerprint of a file, or of all configurations and weights that lie in a folder.
   *
   * @throws AsvaException if something can't be read
   */
  public static String of(Path place) {
    MessageDigest digest = Sha256.digest();
    try {
      if (Files.isDirectory(place)) {
        for (Path file : files(place)) {
          digest.update(Sha256.of(file.getFileName().toString()).getBytes(US_ASCII));
          sample(file, digest);
        }
      } else {
        sample(place, digest);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new AsvaException("Can't read " + place + ": " + e, e);
    }
    return text(digest);
  }

  /** The fingerprint of names in their order. */
  public static String of(Stream<String> names) {
    MessageDigest digest = Sha256.digest();
    names.forEach(name -> digest.update(Sha256.of(name).getBytes(US_ASCII)));
    return text(digest);
  }

  private static String text(MessageDigest digest) {
    return Sha256.text(digest.digest()).substring(0, DIGITS);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> ENDINGS.stream().anyMatch(file.getFileName().toString()::endsWith))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static void sample(Path file, MessageDigest digest) throws IOException {
    try (FileChannel channel = PlainFile.open(file)) {
      long size = channel.size();
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
      long last = Math.max(0, size - PIECE);
      for (int i = 0; i < PIECES; i++) {
        long at = last * i / (PIECES - 1);
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        int read;
        do {
          read = channel.read(piece, at + piece.position());
        } while (piece.hasRemaining() && read >= 0);
        digest.update(piece.flip());
      }
    }
  }
}
