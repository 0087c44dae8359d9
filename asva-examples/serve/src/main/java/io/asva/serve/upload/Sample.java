package io.asva.serve.upload;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that the server offers to those who have none at hand.
 *
 * <p>Immutable.
 *
 * @param name what it is called
 * @param file where it is; it stays there
 * @param category what moves in it, by the models' words; null where that is nothing, as of audio
 */
public record Sample(String name, Path file, @Nullable String category) {}
