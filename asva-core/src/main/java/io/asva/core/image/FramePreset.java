package io.asva.core.image;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/**
 * The preparation that a network expects of its frames: their size, how they are brought to it
 * (always bicubic and antialiased), and the mean and standard deviation that are taken out of each
 * channel.
 */
public enum FramePreset {
  /** 224x224, normalised as CLIP: ImageBind's vision tower, and the sync classifier in metrics. */
  CLIP(224, Normalisation.CLIP),
  /** 229x229 (sic), -1 to 1: the Inception network of FID. */
  FID(229, Normalisation.MINUS_ONE_TO_ONE),
  /** 224x224, -1 to 1: the I3D network of FVD. */
  FVD(224, Normalisation.MINUS_ONE_TO_ONE),
  /**
   * The short side to 224, then the central 224x224, normalised as CLIP: the sync classifier in its
   * training and evaluation.
   */
  SYNC_TRAIN(224, Normalisation.CLIP) {
    @Override
    FloatTensor resize(Shape planes, int side, Resizing resizing) {
      int height = planes.dim(-2);
      int width = planes.dim(-1);
      int longSide = (int) ((long) side * Math.max(height, width) / Math.min(height, width));
      int newHeight = height <= width ? side : longSide;
      int newWidth = height <= width ? longSide : side;
      FloatTensor resized = resizing.to(newHeight, newWidth);
      // The offset is rounded half to even, as Python's round does.
      int top = (int) Math.rint((newHeight - side) / 2.0);
      int left = (int) Math.rint((newWidth - side) / 2.0);
      return new Window(top, left, side, side).cut(resized);
    }
  };

  private final int size;
  private final Normalisation normalisation;

  FramePreset(int size, Normalisation normalisation) {
    this.size = size;
    this.normalisation = normalisation;
  }

  /** Height and width of the result, in pixels. */
  public int size() {
    return size;
  }

  /**
   * Prepares frames of bytes.
   *
   * @param frames (..., height, width, 3)
   * @return (..., 3, size, size)
   * @throws ImageException if the last axis isn't 3
   */
  public FloatTensor apply(ByteTensor frames) {
    return apply(frames, size);
  }

  /**
   * Prepares frames of bytes for a network of another size. They are never held as numbers at their
   * own size.
   *
   * @param frames (..., height, width, 3)
   * @param side height and width of the result, in pixels
   * @return (..., 3, side, side)
   * @throws ImageException if the last axis isn't 3, or the side isn't positive
   */
  public FloatTensor apply(ByteTensor frames, int side) {
    Shape planes = Pixels.planes(frames.shape());
    requireColours(planes);
    return normalised(
        resize(planes, side, (h, w) -> ImageResizer.resize(frames, h, w, ResizeFilter.BICUBIC)),
        side);
  }

  /**
   * Prepares frames of numbers from 0 to 1.
   *
   * @param frames (..., 3, height, width)
   * @return (..., 3, size, size)
   * @throws ImageException if there aren't three planes
   */
  public FloatTensor apply(FloatTensor frames) {
    return apply(frames, size);
  }

  /**
   * Prepares frames of numbers from 0 to 1 for a network of another size.
   *
   * @param frames (..., 3, height, width)
   * @param side height and width of the result, in pixels
   * @return (..., 3, side, side)
   * @throws ImageException if there aren't three planes, or the side isn't positive
   */
  public FloatTensor apply(FloatTensor frames, int side) {
    requireColours(frames.shape());
    return normalised(
        resize(
            frames.shape(),
            side,
            (h, w) -> ImageResizer.resize(frames, h, w, ResizeFilter.BICUBIC)),
        side);
  }

  private static void requireColours(Shape planes) {
    if (planes.rank() < 3 || planes.dim(-3) != 3) {
      throw new ImageException(
          "Frames need the three planes red, green and blue; found " + planes + ".");
    }
  }

  private FloatTensor normalised(FloatTensor resized, int side) {
    int area = side * side;
    float[] in = resized.values();
    float[] out = new float[in.length];
    for (int plane = 0; plane < in.length / area; plane++) {
      float m = normalisation.mean(plane % 3);
      float d = normalisation.deviation(plane % 3);
      for (int i = plane * area; i < (plane + 1) * area; i++) {
        out[i] = (in[i] - m) / d;
      }
    }
    return new FloatTensor(resized.shape(), out);
  }

  FloatTensor resize(Shape planes, int side, Resizing resizing) {
    return resizing.to(side, side);
  }

  /** The resizing of frames, of whatever they are made. */
  private interface Resizing {
    FloatTensor to(int height, int width);
  }

  private enum Normalisation {
    CLIP,
    MINUS_ONE_TO_ONE;

    float mean(int channel) {
      return this == MINUS_ONE_TO_ONE
          ? 0.5f
          : (float) (channel == 0 ? 0.48145466 : channel == 1 ? 0.4578275 : 0.40821073);
    }

    float deviation(int channel) {
      return this == MINUS_ONE_TO_ONE
          ? 0.5f
          : (float) (channel == 0 ? 0.26862954 : channel == 1 ? 0.26130258 : 0.27577711);
    }
  }
}
