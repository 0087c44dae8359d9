package io.asva.training;

import java.time.Duration;

/**
 * How far training has come.
 *
 * @param step updates done
 * @param steps updates in all
 * @param loss the last update's loss
 * @param clipsPerSecond examples a second, over the last updates
 * @param timeLeft at this speed
 */
public record TrainingProgress(
    int step, int steps, double loss, double clipsPerSecond, Duration timeLeft) {}
