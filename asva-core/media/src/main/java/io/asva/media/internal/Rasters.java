package io.asva.media.internal;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Optional;

/** The memory behind AWT's rasters. */
final class Rasters {
  private Rasters() {}

  /**
   * The array behind a raster, not copied, where it holds nothing but its pixels: bytes of all
   * bands in a given order, row by row.
   */
  static Optional<byte[]> interleaved(Raster raster, int... order) {
    int bands = order.length;
    if (!(raster.getDataBuffer() instanceof DataBufferByte data)
        || !(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)) {
      return Optional.empty();
    }
    int stride = bands * raster.getWidth();
    boolean plain =
        model.getNumBands() == bands
            && Arrays.equals(model.getBandOffsets(), order)
            && model.getPixelStride() == bands
            && model.getScanlineStride() == stride
            && model.getWidth() == raster.getWidth()
            && model.getHeight() == raster.getHeight()
            && raster.getParent() == null
            && data.getNumBanks() == 1
            && data.getOffset() == 0
            && data.getSize() == stride * raster.getHeight();
    return plain ? Optional.of(data.getData()) : Optional.empty();
  }
}
