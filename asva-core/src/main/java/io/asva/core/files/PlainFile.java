package io.asva.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files that a user names, opened only where they are regular ones: opening a named pipe waits for
 * its writer, and a device never ends.
 *
 * <p>Stateless.
 */
public final class PlainFile {
  /** More than any file of settings, names or texts has, in bytes. */
  public static final long TEXT = 64L << 20;

  private PlainFile() {}

  /**
   * Throws unless a path leads to a regular file.
   *
   * @throws NoSuchFileException if nothing is there
   * @throws IOException if it is a folder, a pipe or a device
   */
  public static void require(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      return;
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    String found = Files.isDirectory(file) ? "a folder" : "a pipe or a device";
    throw new IOException(file + " is " + found + "; a regular file was expected");
  }

  /** Opens a file for reading. */
  public static FileChannel open(Path file) throws IOException {
    require(file);
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  /** Opens a file for reading and writing, which is made where there is none. */
  public static FileChannel openOrCreate(Path file) throws IOException {
    if (Files.exists(file)) {
      require(file);
    }
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Opens a file for reading from its begin to its end. */
  public static InputStream stream(Path file) throws IOException {
    require(file);
    return Files.newInputStream(file);
  }

  /**
   * Reads a whole file.
   *
   * @param most bytes that it may have
   * @throws IOException if it has more, isn't there or is no regular file
   */
  public static byte[] bytes(Path file, long most) throws IOException {
    require(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
      if (bytes.length > most) {
        throw new IOException(file + " has more than the " + most + " bytes that are read");
      }
      return bytes;
    }
  }

  /** Reads a whole file of at most {@link #TEXT} bytes. */
  public static byte[] bytes(Path file) throws IOException {
    return bytes(file, TEXT);
  }

  /**
   * Reads a whole text in UTF-8.
   *
   * @throws java.nio.charset.CharacterCodingException if it is none
   */
  public static String text(Path file) throws IOException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes(file)))
        .toString();
  }
}
