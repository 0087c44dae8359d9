package io.asva.examples.cli;

import io.asva.core.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar for each stage, one below the other. */
final class ProgressBars implements ProgressDisplay {
  private static final int REFRESH_MILLISECONDS = 200;

  private @Nullable ProgressBar bar;
  private String stage = "";

  @Override
  public synchronized void onProgress(Progress progress) {
    ProgressBar current = bar;
    if (current == null || !progress.stage().equals(stage)) {
      close();
      stage = progress.stage();
      current =
          new ProgressBarBuilder()
              .setTaskName(stage)
              .setInitialMax(progress.total())
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
              .build();
      bar = current;
    }
    current.maxHint(progress.total());
    current.stepTo(progress.step());
  }

  @Override
  public synchronized void close() {
    ProgressBar current = bar;
    bar = null;
    if (current != null) {
      current.close();
    }
  }
}
