package io.asva.core.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a device's queue was at some moment.
 *
 * @param waiting calls that wait for the device
 * @param own those of them that are the caller's
 * @param expected how long the caller's next call would wait, by what callers' last turns took;
 *     empty if a caller that comes before it hasn't had a turn yet
 */
public record QueueState(int waiting, int own, Optional<Duration> expected) {}
