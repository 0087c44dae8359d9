package io.asva.serve.job;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.DeviceCaller;
import io.asva.core.runtime.DevicePermit;
import io.asva.core.runtime.DeviceQueue;
import io.asva.media.AudioSource;
import io.asva.media.VideoSource;
import io.asva.sync.OffsetSearch;
import io.asva.sync.SyncOffset;
import io.asva.sync.SyncPair;
import io.asva.sync.SyncScore;
import io.asva.sync.SyncScorer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Scores of videos, which take turns on the device with clips.
 *
 * <p>Safe for use by many threads. It closes the scorer.
 */
public final class Scoring implements AutoCloseable {
  private static final int BOUND = 8;

  private final SyncScorer scorer;
  private final DeviceQueue queue;
  private final DeviceCaller caller = DeviceCaller.of("scoring", BOUND, 1);

  /** Scores by a scorer, on the device that it runs on. */
  public Scoring(SyncScorer scorer, Device device) {
    this.scorer = scorer;
    this.queue = DeviceQueue.of(device);
  }

  /**
   * How well the first 2 s of audio and of a video move together.
   *
   * @throws io.asva.core.runtime.DeviceQueueFullException if as many wait as may
   */
  public SyncScore score(AudioSource audio, VideoSource video, ProgressMonitor monitor) {
    return inTurn(monitor, () -> scorer.score(List.of(new SyncPair(audio, video)), monitor).get(0));
  }

  /**
   * By how much audio and a video are apart.
   *
   * @throws io.asva.core.runtime.DeviceQueueFullException if as many wait as may
   */
  public SyncOffset offset(AudioSource audio, VideoSource video, ProgressMonitor monitor) {
    return inTurn(monitor, () -> scorer.offset(audio, video, OffsetSearch.STANDARD, monitor));
  }

  private <T> T inTurn(ProgressMonitor monitor, Supplier<T> work) {
    try (DevicePermit turn = queue.acquire(caller, Optional.empty(), monitor, "scoring")) {
      return work.get();
    }
  }

  @Override
  public void close() {
    scorer.close();
  }
}
