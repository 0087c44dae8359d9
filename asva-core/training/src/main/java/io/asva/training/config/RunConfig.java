package io.asva.training.config;

import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where a run's results go, and its seed: the section {@code exp}.
 *
 * <p>{@code output_dir} must be there; {@code seed} is 0 where it is missing. {@code log_with} and
 * {@code project_dir} have no effect (each run writes JSON lines and TensorBoard events), nor has a
 * {@code log_file} elsewhere than in the output folder.
 *
 * @param outputDir the folder of checkpoints and logs
 * @param seed of all that is drawn
 */
public record RunConfig(Path outputDir, long seed) {
  private static final String LOG = "train.log";
  private static final Set<String> WRITTEN = Set.of("tensorboard", "all");

  /**
   * Reads the section.
   *
   * @param root the folder that relative paths begin at
   * @throws YamlConfigException if a value is missing or makes no sense
   */
  public static RunConfig of(YamlConfig exp, Path root) {
    Path outputDir = path(exp, "output_dir", root);
    Optional<Path> log = optionalPath(exp, "log_file", root);
    if (log.isPresent() && !log.get().normalize().equals(outputDir.resolve(LOG).normalize())) {
      exp.withoutEffect("log_file", "the log is " + LOG + " in output_dir");
    }
    if (!exp.isFalse("log_with") && !WRITTEN.contains(exp.text("log_with", "all"))) {
      exp.withoutEffect(
          "log_with", "runs are logged as JSON lines and as events for TensorBoard in output_dir");
    }
    if (optionalPath(exp, "project_dir", root).isPresent()) {
      exp.withoutEffect("project_dir", "all logs are in output_dir");
    }
    return new RunConfig(outputDir, exp.count("seed", 0, 0));
  }

  /**
   * A path that must be there.
   *
   * @param root the folder that a relative one begins at
   * @throws YamlConfigException if it is missing or no path
   */
  public static Path path(YamlConfig section, String name, Path root) {
    return optionalPath(section, name, root)
        .orElseThrow(() -> section.invalid(name, "is missing; expected a path"));
  }

  /**
   * A path that may be missing; the empty text counts as missing, as in the original.
   *
   * @param root the folder that a relative one begins at
   * @throws YamlConfigException if it is no path
   */
  public static Optional<Path> optionalPath(YamlConfig section, String name, Path root) {
    try {
      return section.optionalText(name).filter(text -> !text.isBlank()).map(root::resolve);
    } catch (InvalidPathException e) {
      throw section.invalid(name, "is no path: " + e.getReason());
    }
  }
}
