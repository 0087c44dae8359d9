package io.asva.serve.store;

import io.asva.core.AsvaException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words about a failure for somebody elsewhere: the library's, in which files are called what their
 * owner calls them, and no path of this machine is left.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class PlainWords {
  private static final Pattern UNIX =
      Pattern.compile("(?<![\\w./])/(?:[^\\s/\"':;,()]+/)+[^\\s/\"':;,()]*");
  private static final Pattern WINDOWS = Pattern.compile("\\b[A-Za-z]:\\\\[^\\s\"':;,()]*");
  private static final String SOMEWHERE = "a file of the server";
  private static final String UNKNOWN =
      "The server could not do this; its own log says why. It is not your file's or your"
          + " request's fault.";

  private PlainWords() {}

  /** Words about a failure. */
  public static String of(Throwable failure) {
    return of(failure, Map.of());
  }

  /**
   * Words about a failure.
   *
   * @param names of the files that it may be about, as their owner calls them
   */
  public static String of(Throwable failure, Map<Path, String> names) {
    String message = failure.getMessage();
    if (!(failure instanceof AsvaException) || message == null) {
      return UNKNOWN;
    }
    for (Map.Entry<Path, String> name : names.entrySet()) {
      message = message.replace(name.getKey().toString(), "\"" + name.getValue() + "\"");
    }
    message = UNIX.matcher(message).replaceAll(SOMEWHERE);
    return WINDOWS.matcher(message).replaceAll(SOMEWHERE);
  }

  /** Whether a failure is one that its message explains. */
  public static boolean explains(Throwable failure) {
    return failure instanceof AsvaException && failure.getMessage() != null;
  }
}
