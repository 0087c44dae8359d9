package io.asva.verify.diffusion;

import io.asva.core.image.Pixels;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import java.util.List;

/** Parts of a video (frames, 3, height, width) as golden cases expect them. */
final class Videos {
  private Videos() {}

  /** (frames, height, width, 3), fractions dropped. */
  static ByteTensor bytes(FloatTensor video) {
    return Pixels.toBytes(video);
  }

  /** The frames of those numbers. */
  static FloatTensor chosen(FloatTensor video, List<Integer> frames) {
    return FloatTensor.concat(frames.stream().map(i -> video.row(i)).toList());
  }
}
