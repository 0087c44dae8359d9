package io.asva.serve.store;

import org.jspecify.annotations.Nullable;

/** The name of a user's file, to be shown and for nothing else. Stateless. */
public final class ShownName {
  private static final int LONGEST = 120;

  private ShownName() {}

  /**
   * A name as it is shown: its last part, without control characters, cut where it is too long.
   *
   * @param given by who sent the file; it may be anything
   * @param otherwise where nothing is left
   */
  public static String of(@Nullable String given, String otherwise) {
    if (given == null) {
      return otherwise;
    }
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    StringBuilder shown = new StringBuilder();
    last.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .filter(Character::isValidCodePoint)
        .limit(LONGEST)
        .forEach(shown::appendCodePoint);
    String result = shown.toString().strip();
    return result.isEmpty() || result.equals(".") || result.equals("..") ? otherwise : result;
  }
}
