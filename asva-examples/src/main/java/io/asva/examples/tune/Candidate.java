package io.asva.examples.tune;

import io.asva.diffusion.Sampling;

/**
 * A way of denoising that the search tries.
 *
 * @param part what it changes: "solver", "guidance", "features", "forecast", "together", or a
 *     preset's name
 * @param sampling the way
 */
public record Candidate(String part, Sampling sampling) {}
