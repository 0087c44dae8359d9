package io.asva.training;

/**
 * Everything that a run of {@link Trainer} was told.
 *
 * @param seed of every random number
 * @param optimization how the weights are updated
 * @param data how examples are loaded
 * @param schedule when training does what
 * @param checkpoints how a run goes on
 * @param threads of one operation, for the whole process; the same number gives the same bits
 * @param configuration the text that is kept as {@code config.yaml}; none if empty
 */
public record TrainingOptions(
    long seed,
    Optimization optimization,
    DataOptions data,
    Schedule schedule,
    CheckpointOptions checkpoints,
    int threads,
    String configuration) {}
