package io.asva.serve.upload;

import java.nio.file.Path;

/**
 * A file that was received.
 *
 * <p>Immutable.
 *
 * @param id its name here
 * @param name what its owner calls it
 * @param bytes its size
 * @param facts what it was found to be
 * @param file where it is; never told to anybody
 */
public record Upload(String id, String name, long bytes, MediaFacts facts, Path file) {}
