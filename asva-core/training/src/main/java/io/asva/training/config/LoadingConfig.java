package io.asva.training.config;

import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.training.BadExamples;
import io.asva.training.DataOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How examples are taken: the section {@code train} without its data set.
 *
 * <p>{@code batch_size} must be there. Additions to the original:
 *
 * <ul>
 *   <li>{@code num_workers}: threads that load ahead; as many as processors where it is missing;
 *   <li>{@code bad_files}: {@code fail} or {@code skip}, what is done about a file that can't be
 *       used; where it is missing, what the original does: animation fails, the classifier skips;
 *   <li>{@code cache_dir}: a folder for what was encoded; none where it is missing. The
 *       classifier's training encodes nothing ahead, and has no use for it.
 * </ul>
 *
 * {@code dataset_name}, {@code pin_memory}, {@code drop_last} and {@code shuffle} have no effect:
 * batches are whole and shuffled.
 *
 * @param data size of a batch, threads that load, and what is done about files that can't be used
 * @param logSteps updates whose average makes a line of the log
 * @param cache where encoded examples are kept
 */
public record LoadingConfig(DataOptions data, int logSteps, Optional<Path> cache) {
  private static final int USUAL_LOG_STEPS = 10;
  private static final int BATCHES_AHEAD = 2;

  /**
   * Reads the section.
   *
   * @param root the folder that relative paths begin at
   * @param usual what is done about bad files where the section doesn't say
   * @throws YamlConfigException if a value is missing or makes no sense
   */
  public static LoadingConfig of(YamlConfig train, Path root, BadExamples usual) {
    train.withoutEffect("dataset_name", "the kind of training says what is read");
    train.withoutEffect("pin_memory", "there is no such memory");
    train.withoutEffect("drop_last", "batches are always whole");
    train.withoutEffect("shuffle", "examples are always shuffled");
    return new LoadingConfig(
        DataOptions.of(train.count("batch_size", 1))
            .withThreads(
                train.count("num_workers", Runtime.getRuntime().availableProcessors(), 1),
                BATCHES_AHEAD)
            .withBadExamples(train.choice("bad_files", BadExamples.class, usual)),
        train.count("log_steps", USUAL_LOG_STEPS, 1),
        RunConfig.optionalPath(train, "cache_dir", root));
  }
}
