package io.asva.diffusion;

import java.util.Objects;
import java.util.Optional;

/**
 * The length of a video that may be longer than the {@value AnimationRequest#SECONDS} s that a
 * model makes at once.
 *
 * @param seconds 2 to 3600; the whole audio, at least 2 s, when absent
 * @param windows how it is made of windows of 2 s
 */
public record Length(Optional<Double> seconds, Windows windows) {
  /** As long as the audio is from its source's start on. */
  public static final Length WHOLE_AUDIO = new Length(Optional.empty(), Windows.OVERLAP);

  private static final double LONGEST = 3600;

  /**
   * Checks the seconds.
   *
   * @throws AnimationException if they are out of range
   */
  public Length {
    Objects.requireNonNull(windows, "windows");
    seconds.ifPresent(Length::check);
  }

  /**
   * A number of seconds.
   *
   * @throws AnimationException if it is out of range
   */
  public static Length of(double seconds) {
    return new Length(Optional.of(seconds), Windows.OVERLAP);
  }

  /** The same length, made in another way. */
  public Length with(Windows choice) {
    return new Length(seconds, choice);
  }

  private static void check(double seconds) {
    if (!(seconds >= AnimationRequest.SECONDS && seconds <= LONGEST)) {
      throw new AnimationException(
          "A video lasts from 2 to 3600 seconds, not "
              + seconds
              + "; 2 is what the model makes at once.");
    }
  }
}
