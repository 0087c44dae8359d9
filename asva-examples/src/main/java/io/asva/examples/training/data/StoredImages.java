package io.asva.examples.training.data;

import io.asva.core.random.CounterRandom;
import io.asva.media.Image;
import io.asva.training.Examples;

/**
 * Images of videos: of each video a frame by chance. Safe for use by many threads.
 *
 * @param store where the frames lie
 */
public record StoredImages(FrameStore store) implements Examples<Image> {
  @Override
  public int size() {
    return store.videos().size();
  }

  @Override
  public String name(int index) {
    return store.videos().get(index).name();
  }

  @Override
  public Image load(int index, CounterRandom random) {
    return store.frame(index, random.nextInt(store.frames(index)));
  }
}
