package io.asva.diffusion.internal;

import io.asva.core.image.ImageFit;
import io.asva.core.image.Pixels;
import io.asva.core.tensor.ByteTensor;
import io.asva.diffusion.model.FrameSize;
import io.asva.media.Picture;

/** Fits pictures to the size of the frames. */
record PictureFitter(FrameSize size) {
  /** (height, width, 3). */
  ByteTensor fit(Picture picture) {
    return Pixels.toBytes(ImageFit.fit(picture.tensor(), size.height(), size.width()));
  }
}
