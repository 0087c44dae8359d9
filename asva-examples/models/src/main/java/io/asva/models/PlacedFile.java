package io.asva.models;

import java.nio.file.Path;

/**
 * A file that was put into its place. Immutable.
 *
 * @param part which of the models' files it is
 * @param from its name before, inside of an archive or folder where it came in one
 * @param place where it lies now
 */
public record PlacedFile(ModelPart part, String from, Path place) {}
