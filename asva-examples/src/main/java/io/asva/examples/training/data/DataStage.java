package io.asva.examples.training.data;

import io.asva.examples.training.run.StageRun;
import io.asva.media.Image;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the data, and decodes some frames of it.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class DataStage {
  // Of 24 frames a second three; the rest shows little that is new.
  private static final int STRIDE = 8;

  private final StageRun run;

  /** The stage of a run. */
  public DataStage(StageRun run) {
    this.run = run;
  }

  /** Draws what is not there yet. */
  public void run() {
    run.plan().data().dataset(run.plan().seed()).write(run.folder().data(), run.monitor());
    frames(Split.TRAIN);
    frames(Split.TEST);
  }

  /** The decoded frames of a part of the data. */
  public FrameStore frames(Split split) {
    return new FrameStore(
            run.folder().frames(),
            Dataset.open(run.folder().data()).videos(split).videos(),
            run.plan().data().size(),
            STRIDE)
        .fill(run.monitor());
  }

  /** A frame each of test videos, spread over them and over time. */
  public List<Image> unseen(int count) {
    FrameStore store = frames(Split.TEST);
    int videos = store.videos().size();
    List<Image> images = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int video = (int) ((long) i * videos / count);
      images.add(store.frame(video, (7 * i + 1) % store.frames(video)));
    }
    return images;
  }
}
