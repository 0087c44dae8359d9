package io.asva.diffusion.model;

/**
 * The size of a video's frames.
 *
 * @param height in pixels
 * @param width in pixels
 */
public record FrameSize(int height, int width) {
  private static final int LARGEST = 2048;

  /**
   * Checks the extents.
   *
   * @throws FrameSizeException if one is less than 1 or more than 2048
   */
  public FrameSize {
    if (height < 1 || width < 1 || height > LARGEST || width > LARGEST) {
      throw new FrameSizeException(
          "A video of "
              + height
              + "x"
              + width
              + " (height x width) can't be made: each must be between 1 and "
              + LARGEST
              + ".");
    }
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
