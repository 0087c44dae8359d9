package io.asva.examples.training.data;

import io.asva.core.random.CounterRandom;
import io.asva.media.Picture;
import io.asva.training.Examples;

/**
 * Pictures of videos: of each video a frame by chance. Safe for use by many threads.
 *
 * @param store where the frames lie
 */
public record StoredPictures(FrameStore store) implements Examples<Picture> {
  @Override
  public int size() {
    return store.videos().size();
  }

  @Override
  public String name(int index) {
    return store.videos().get(index).name();
  }

  @Override
  public Picture load(int index, CounterRandom random) {
    return store.frame(index, random.nextInt(store.frames(index)));
  }
}
