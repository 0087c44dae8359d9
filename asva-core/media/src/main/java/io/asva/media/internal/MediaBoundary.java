package io.asva.media.internal;

import io.asva.core.AsvaException;
import io.asva.media.MediaException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where FFmpeg, JavaCPP and the JDK end: whatever they throw over a file that is damaged, or that
 * claims what can't be, becomes a {@link MediaException} that names it. What callers pass in, to be
 * called with frames and samples, runs outside.
 */
public final class MediaBoundary {
  private MediaBoundary() {}

  /** Reads something of a file. */
  static <T> T read(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (MediaException e) {
      throw named(file, e);
    } catch (AsvaException e) {
      throw e; // it was cancelled, say
    } catch (RuntimeException e) {
      throw new MediaException(
          "Can't read "
              + file
              + ": it is damaged, or its decoder stumbles over it ("
              + e
              + "). Convert it to H.264 and AAC in an mp4 file.",
          e);
    } catch (OutOfMemoryError e) {
      throw new MediaException(
          "Not enough memory to read "
              + file
              + "; give Java more (-Xmx), or take a file of smaller images.",
          e);
    }
  }

  /** An error that names its file. */
  public static MediaException named(Path file, MediaException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains(file.toString()) ? e : new MediaException(file + ": " + message, e);
  }
}
