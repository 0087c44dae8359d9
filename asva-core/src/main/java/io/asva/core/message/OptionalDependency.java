package io.asva.core.message;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Words for what a program has to add before it can do what not every program does.
 *
 * <p>Stateless.
 */
public final class OptionalDependency {
  private OptionalDependency() {}

  /**
   * Says that something can't be loaded, why, and which dependencies bring it.
   *
   * @param what needs it, and its name: "AV-Align measures motion by OpenCV"
   * @param reason what its loading failed with
   * @param coordinates of what to add, as {@code group:artifact:version} or {@code
   *     group:artifact:version:classifier}
   */
  public static String message(String what, Throwable reason, List<String> coordinates) {
    int last = coordinates.size() - 1;
    String all =
        last == 0
            ? coordinates.get(0)
            : coordinates.stream().limit(last).collect(Collectors.joining(", "))
                + " and "
                + coordinates.get(last);
    return what
        + ", which can't be loaded ("
        + reason
        + "). It is an optional dependency: add "
        + all
        + " (groupId:artifactId:version:classifier).";
  }
}
