package io.asva.core.files;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers the places where this process has looked for what others left: a data set of many files
 * must not list its folder for each of them. Only the last ones are remembered, so that a service
 * which writes to ever new folders doesn't grow.
 *
 * <p>Safe for use by many threads.
 */
final class Swept {
  private static final int REMEMBERED = 64;
  private static final Set<Path> PLACES =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Path, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  private Swept() {}

  /** Whether it is the first time, as far as is remembered. */
  static boolean first(Path place) {
    return PLACES.add(place);
  }
}
