package io.asva.media.dataset;

import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.Uninterrupted;
import io.asva.media.MediaLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Decodes many videos side by side, each once. */
final class VideoProbes {
  private static final String STAGE = "checking videos";

  private VideoProbes() {}

  private record Probed(DatasetVideo video, VideoFacts facts) {}

  static Map<DatasetVideo, VideoFacts> of(
      List<DatasetVideo> videos, MediaLimits limits, int threads, ProgressMonitor monitor) {
    List<DatasetVideo> distinct = new ArrayList<>(new LinkedHashSet<>(videos));
    Map<DatasetVideo, VideoFacts> facts = new HashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads, VideoProbes::thread);
    try {
      ExecutorCompletionService<Probed> probes = new ExecutorCompletionService<>(pool);
      for (DatasetVideo video : distinct) {
        Future<Probed> unused =
            probes.submit(() -> new Probed(video, VideoProbe.of(video, limits, monitor)));
      }
      monitor.report(STAGE, 0, distinct.size());
      while (facts.size() < distinct.size()) {
        Probed probed = probes.take().get();
        facts.put(probed.video(), probed.facts());
        monitor.report(STAGE, facts.size(), distinct.size());
      }
      return facts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(STAGE);
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      pool.shutdownNow();
      Uninterrupted.await(pool); // files are closed when this returns
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(e.getCause());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "asva-dataset-check");
    thread.setDaemon(true);
    return thread;
  }
}
