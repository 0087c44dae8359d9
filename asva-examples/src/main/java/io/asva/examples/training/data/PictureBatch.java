package io.asva.examples.training.data;

import io.asva.core.tensor.FloatTensor;
import io.asva.media.Picture;
import java.util.List;

/** Pictures as the autoencoder takes them. */
public final class PictureBatch {
  private PictureBatch() {}

  /** Pictures of one size as (batch, height, width, 3) in -1..1. */
  public static FloatTensor of(List<Picture> pictures) {
    Picture first = pictures.get(0);
    FloatTensor batch = FloatTensor.zeros(pictures.size(), first.height(), first.width(), 3);
    int at = 0;
    for (Picture picture : pictures) {
      for (byte value : picture.rgb()) {
        batch.values()[at++] = (value & 0xFF) / 127.5f - 1;
      }
    }
    return batch;
  }
}
