package io.asva.diffusion.internal;

import io.asva.core.image.ImageFit;
import io.asva.core.image.Pixels;
import io.asva.core.tensor.ByteTensor;
import io.asva.diffusion.model.FrameSize;
import io.asva.media.Image;

/** Fits images to the size of the frames. */
record ImageFitter(FrameSize size) {
  /** (height, width, 3). */
  ByteTensor fit(Image image) {
    return Pixels.toBytes(ImageFit.fit(image.tensor(), size.height(), size.width()));
  }
}
