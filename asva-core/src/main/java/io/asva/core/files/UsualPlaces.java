package io.asva.core.files;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a user's files usually are.
 *
 * @param environment the process's environment
 * @param home Java's {@code user.home}, which is "?" for a user whom the system doesn't know
 */
record UsualPlaces(Map<String, String> environment, @Nullable String home) {
  private static final String NAME = "asva";

  static UsualPlaces ofThisUser() {
    return new UsualPlaces(System.getenv(), System.getProperty("user.home"));
  }

  /**
   * The folder for what can be made again.
   *
   * @throws CacheException if the user has no home
   */
  Path cache() {
    for (String variable : new String[] {"XDG_CACHE_HOME", "LOCALAPPDATA"}) {
      Path named = absolute(environment.get(variable));
      if (named != null) {
        return named.resolve(NAME);
      }
    }
    for (String place : new String[] {home, environment.get("HOME")}) {
      Path named = absolute(place);
      if (named != null && Files.isDirectory(named)) {
        return named.resolve(".cache").resolve(NAME);
      }
    }
    throw new CacheException("This user has no home folder (user.home is " + home + ").");
  }

  private static @Nullable Path absolute(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      Path path = Path.of(text);
      return path.isAbsolute() ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
