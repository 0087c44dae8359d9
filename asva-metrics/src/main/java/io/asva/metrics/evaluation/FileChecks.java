package io.asva.metrics.evaluation;

import io.asva.core.ProgressMonitor;
import io.asva.metrics.MetricsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which files can't be used, and why. */
final class FileChecks {
  private final BadFiles choice;
  private final Map<Path, String> bad = new LinkedHashMap<>();

  FileChecks(BadFiles choice) {
    this.choice = choice;
  }

  /**
   * Looks at all files before any network is opened.
   *
   * @throws MetricsException that lists those that can't be used, if that is to end the evaluation
   */
  void examine(
      EvaluationPlan plan,
      EvaluationSettings settings,
      ClipLoader loader,
      ProgressMonitor monitor) {
    int done = 0;
    monitor.report("looking at files", 0, plan.videos().size());
    for (EvaluatedVideo video : plan.videos()) {
      monitor.check("looking at files");
      examine(video.file(), settings.wantsRealAudio(), loader);
      video.generated().forEach(clip -> examine(clip, settings.wantsAudio(), loader));
      monitor.report("looking at files", ++done, plan.videos().size());
    }
    if (choice == BadFiles.FAIL && !bad.isEmpty()) {
      List<String> lines = new ArrayList<>();
      bad.values().forEach(reason -> lines.add("\n  " + reason));
      throw new MetricsException(
          bad.size()
              + (bad.size() == 1 ? " file" : " files")
              + " can't be evaluated. Mend them, or leave them out with --skip_bad:"
              + String.join("", lines));
    }
  }

  private void examine(Path file, boolean withAudio, ClipLoader loader) {
    try {
      loader.check(file, withAudio);
    } catch (BadFile e) {
      bad.put(file, String.valueOf(e.getMessage()));
    }
  }

  /** Notes that a file can't be decoded, or throws if that is to end the evaluation. */
  void found(Path file, BadFile failure) {
    if (choice == BadFiles.FAIL) {
      throw new MetricsException(
          failure.getMessage()
              + " It can't be evaluated: mend it, or leave it out with --skip_bad. What was"
              + " evaluated until here need not be again.",
          failure);
    }
    bad.put(file, String.valueOf(failure.getMessage()));
  }

  /** Whether a file can be used, as far as is known. */
  boolean usable(Path file) {
    return !bad.containsKey(file);
  }

  /** The files that can't be used, with the reasons. */
  Map<Path, String> bad() {
    return bad;
  }
}
