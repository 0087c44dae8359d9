package io.asva.core.weights.internal;

import io.asva.core.files.PlainFile;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of weights while its structure is read; closed as soon as its tensors are located. */
public final class OpenedFile implements AutoCloseable {
  private final Path shown;
  private final Path real;
  private final FileChannel channel;
  private final long size;

  private OpenedFile(Path shown, Path real, FileChannel channel, long size) {
    this.shown = shown;
    this.real = real;
    this.channel = channel;
    this.size = size;
  }

  static OpenedFile open(Path file) {
    try {
      Path real = file.toRealPath();
      if (Files.isDirectory(real)) {
        throw new WeightsException(file + " is a folder; a file of weights was expected.");
      }
      FileChannel channel = PlainFile.open(real);
      try {
        return new OpenedFile(file, real, channel, channel.size());
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new WeightsException("There is no file " + file + ".", e);
    } catch (IOException e) {
      throw new WeightsException("Can't open " + file + ": " + e, e);
    }
  }

  /** The path as the user gave it, for messages. */
  Path shown() {
    return shown;
  }

  /** The path without symbolic links, which native libraries insist on. */
  Path real() {
    return real;
  }

  long size() {
    return size;
  }

  FileChannel channel() {
    return channel;
  }

  /** Reads bytes at a position; the caller bounds the length. */
  ByteBuffer read(long offset, int length) {
    if (offset < 0 || length > size - offset) {
      throw truncated(offset + length);
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw truncated(offset + length);
        }
      }
    } catch (IOException e) {
      throw new WeightsException("Can't read " + shown + ": " + e, e);
    }
    return buffer.flip();
  }

  WeightsException truncated(long expected) {
    return new WeightsException(
        shown
            + " is truncated or damaged: expected at least "
            + expected
            + " bytes, found "
            + size
            + ". Download or copy it again.");
  }

  WeightsException damaged(String what) {
    return new WeightsException(shown + " is damaged: " + what);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new WeightsException("Can't close " + shown + ": " + e, e);
    }
  }
}
