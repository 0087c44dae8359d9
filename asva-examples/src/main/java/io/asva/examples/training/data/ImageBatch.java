package io.asva.examples.training.data;

import io.asva.core.tensor.FloatTensor;
import io.asva.media.Image;
import java.util.List;

/** Images as the autoencoder takes them. */
public final class ImageBatch {
  private ImageBatch() {}

  /** Images of one size as (batch, height, width, 3) in -1..1. */
  public static FloatTensor of(List<Image> images) {
    Image first = images.get(0);
    FloatTensor batch = FloatTensor.zeros(images.size(), first.height(), first.width(), 3);
    int at = 0;
    for (Image image : images) {
      for (byte value : image.rgb()) {
        batch.values()[at++] = (value & 0xFF) / 127.5f - 1;
      }
    }
    return batch;
  }
}
