package io.asva.media.internal;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import io.asva.core.files.FileNames;
import io.asva.media.MediaException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks a file before any decoder sees it. */
final class FileCheck {
  private static final int HEAD = 512;
  private static final int RIFF_SLACK = 256;
  private static final long UNKNOWN_LENGTH = 0x7F000000L;

  private FileCheck() {}

  /** Throws unless the path is a readable file with something in it. */
  static void regular(Path file, String expected) {
    if (FileNames.isGarbled(file)) {
      throw new MediaException(
          "The name of "
              + file
              + " holds characters that FFmpeg can't be given."
              + FileNames.remedy());
    }
    if (!Files.exists(file)) {
      throw new MediaException("There is no file " + file + "; expected " + expected + ".");
    }
    if (Files.isDirectory(file)) {
      throw new MediaException(file + " is a folder; expected " + expected + ".");
    }
    if (!Files.isRegularFile(file)) {
      throw new MediaException(
          file + " is a device or pipe; expected " + expected + " in a regular file.");
    }
    try {
      if (Files.size(file) == 0) {
        throw new MediaException(file + " is empty; expected " + expected + ".");
      }
      if (!Files.isReadable(file)) {
        throw new MediaException("No permission to read " + file + ".");
      }
    } catch (IOException e) {
      throw new MediaException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The first bytes of a file, fewer where it has no more. */
  static byte[] head(Path file, int length) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(length);
    } catch (IOException e) {
      throw new MediaException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /** A few words on what a file holds, from its first bytes. */
  static String describe(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      FileType type = FileTypeDetector.detectFileType(in);
      if (type != FileType.Unknown) {
        return type.getLongName() + " (" + type.getName() + ")";
      }
    } catch (IOException | RuntimeException e) {
      return "a file that can't be read";
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEAD);
      for (byte b : head) {
        if (b == head[0] && b < 0) {
          return "an unknown kind of file";
        }
        if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
          return "an unknown kind of file";
        }
      }
      return "text";
    } catch (IOException e) {
      return "a file that can't be read";
    }
  }

  /** Throws where a RIFF header (wav, avi) promises more bytes than the file has. */
  static void riff(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(8);
      if (head.length < 8 || head[0] != 'R' || head[1] != 'I' || head[2] != 'F' || head[3] != 'F') {
        return;
      }
      long promised = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4) + 8L;
      // Writers that don't know the length leave 0, or a number near the largest that they know:
      // SoX leaves 0x7ffff024 in a pipe.
      boolean known = promised > 8 && promised < UNKNOWN_LENGTH;
      long size = Files.size(file);
      if (known && promised > size + RIFF_SLACK) {
        throw new MediaException(
            file
                + " is cut short: its header promises "
                + promised
                + " bytes, it has "
                + size
                + ".");
      }
    } catch (IOException e) {
      throw new MediaException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
