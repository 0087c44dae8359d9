package io.asva.training.internal;

import java.nio.file.Path;

/**
 * A checkpoint on the disk.
 *
 * @param folder {@code .../ckpts/checkpoint-N}
 * @param step updates done when it was written
 */
public record SavedCheckpoint(Path folder, int step) {}
