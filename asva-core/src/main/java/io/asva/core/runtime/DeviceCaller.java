package io.asva.core.runtime;

import java.util.Objects;

/**
 * One of those whose calls take turns on a device, such as an animator. Turns go round among
 * callers, so one with many calls doesn't keep another one waiting.
 *
 * <p>Immutable. Two callers are the same only if they are the same object.
 */
public final class DeviceCaller {
  /** As many calls as there are. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private final String name;
  private final int bound;
  private final int together;

  private DeviceCaller(String name, int bound, int together) {
    this.name = name;
    this.bound = bound;
    this.together = together;
  }

  /**
   * A caller.
   *
   * @param name who it is, for messages: "the Animator"
   * @param bound how many of its calls may wait at once
   * @param together how many of its calls may have the device at the same time, if they say that
   *     they go together; 1 if none do
   * @throws IllegalArgumentException if the bound is negative, or none may have the device
   */
  public static DeviceCaller of(String name, int bound, int together) {
    Objects.requireNonNull(name, "name");
    if (bound < 0 || together < 1) {
      throw new IllegalArgumentException(
          "a caller's bound must not be negative, and one call at least has the device: "
              + bound
              + ", "
              + together);
    }
    return new DeviceCaller(name, bound, together);
  }

  /** How many of its calls may wait at once. */
  public int bound() {
    return bound;
  }

  /** How many of its calls may have the device at the same time. */
  public int together() {
    return together;
  }

  @Override
  public String toString() {
    return name;
  }
}
