package io.asva.media.internal;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Where a GIF's first frame lies on its canvas, and what it leaves uncovered.
 *
 * @param width of the canvas
 * @param height of the canvas
 * @param left of the frame
 * @param top of the frame
 * @param background colour of what the frame leaves uncovered, 0xRRGGBB
 */
record GifHeader(int width, int height, int left, int top, int background) {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int CONTROL = 0xF9;

  /** Reads up to the first frame. A canvas that is too small for its frame is made larger. */
  static GifHeader read(PartStream in) throws IOException {
    in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    in.seek(6);
    int width = in.readUnsignedShort();
    int height = in.readUnsignedShort();
    int flags = in.next();
    byte[] colours = new byte[(flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1)];
    int index = 3 * in.next();
    in.next(); // the pixels' shape
    in.readFully(colours);
    boolean transparent = false;
    int block = in.next();
    while (block == EXTENSION) {
      boolean control = in.next() == CONTROL;
      for (int length = in.next(); length > 0; length = in.next()) {
        long end = in.getStreamPosition() + length;
        transparent = control ? (in.next() & 1) != 0 : transparent;
        in.seek(end);
      }
      block = in.next();
    }
    if (block != IMAGE) {
      throw new IOException("no frame is in it");
    }
    int left = in.readUnsignedShort();
    int top = in.readUnsignedShort();
    int right = left + in.readUnsignedShort();
    int bottom = top + in.readUnsignedShort();
    // A canvas has its background's colour only where the frame knows no transparency.
    int background =
        transparent || index + 2 >= colours.length
            ? Canvas.WHITE
            : (colours[index] & 0xFF) << 16
                | (colours[index + 1] & 0xFF) << 8
                | (colours[index + 2] & 0xFF);
    return new GifHeader(Math.max(width, right), Math.max(height, bottom), left, top, background);
  }
}
