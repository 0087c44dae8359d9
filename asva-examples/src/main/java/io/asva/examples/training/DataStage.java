package io.asva.examples.training;

import io.asva.core.dataset.Dataset;
import io.asva.core.dataset.Split;
import io.asva.core.media.Picture;
import java.util.ArrayList;
import java.util.List;

/** Draws the data, and decodes some frames of it. */
final class DataStage {
  // Of 24 frames a second three; the rest shows little that is new.
  private static final int STRIDE = 8;

  private final StageRun run;

  DataStage(StageRun run) {
    this.run = run;
  }

  void run() {
    run.plan()
        .data()
        .dataset(run.plan().seed())
        .write(run.folder().data(), run.progress(), run.cancellation());
    frames(Split.TRAIN);
    frames(Split.TEST);
  }

  /** The decoded frames of a part of the data. */
  FrameStore frames(Split split) {
    return new FrameStore(
            run.folder().frames(),
            Dataset.open(run.folder().data()).videos(split).videos(),
            run.plan().data().size(),
            STRIDE)
        .fill(run.progress(), run.cancellation());
  }

  /** A frame each of test videos, spread over them and over time. */
  List<Picture> unseen(int count) {
    FrameStore store = frames(Split.TEST);
    int videos = store.videos().size();
    List<Picture> pictures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int video = (int) ((long) i * videos / count);
      pictures.add(store.frame(video, (7 * i + 1) % store.frames(video)));
    }
    return pictures;
  }
}
