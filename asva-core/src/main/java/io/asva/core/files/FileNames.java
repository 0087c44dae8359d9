package io.asva.core.files;

import java.nio.file.Path;

/**
 * Names of files that hold characters which Java can't write: in the locale C or POSIX all but
 * ASCII's. Stateless.
 */
public final class FileNames {
  private static final char UNKNOWN = '\uFFFD';

  private FileNames() {}

  /**
   * Whether a path that Java itself listed has a text that isn't its name, so that nothing but Java
   * can open it.
   */
  public static boolean isGarbled(Path file) {
    return file.toString().indexOf(UNKNOWN) >= 0;
  }

  /**
   * Why, and what to do; sentences that begin with a space and end a message. Nothing where Java
   * can write all names.
   */
  public static String remedy() {
    if ("UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
      return "";
    }
    return " Java reads and writes names of files in "
        + System.getProperty("sun.jnu.encoding")
        + " here, as the locale says. Start it with LC_ALL=C.UTF-8 in the environment.";
  }
}
