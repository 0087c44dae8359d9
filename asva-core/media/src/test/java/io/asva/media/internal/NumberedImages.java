package io.asva.media.internal;

import io.asva.media.Image;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Images that bear their number in eight upright bars, of which white ones count.
 *
 * @param width in pixels
 * @param height in pixels
 * @param fps frames a second
 * @param count one more than the last image's number
 * @param first the number of the first image
 * @param missingFrom the number of the first image that is left out
 * @param missingTo the number of the image after the last that is left out
 */
record NumberedImages(
    int width, int height, int fps, int count, int first, int missingFrom, int missingTo) {
  private static final int BARS = 8;
  private static final int WHITE = 235;
  private static final int BLACK = 16;

  boolean isPresent(int number) {
    return number >= first && (number < missingFrom || number >= missingTo);
  }

  /** The number of the image that a player shows a moment after the content's begin. */
  int shown(double seconds) {
    // The image that a conversion to the constant rate shows at its first frame from the moment
    // on.
    int number = Math.max(first, Math.min(count - 1, (int) Math.ceil(seconds * fps - 1e-4)));
    while (!isPresent(number)) {
      number--;
    }
    return number;
  }

  void draw(int number, AVFrame frame) {
    for (int plane = 0; plane < 3; plane++) {
      int rows = plane == 0 ? height : height / 2;
      int columns = plane == 0 ? width : width / 2;
      byte[] row = new byte[columns];
      for (int x = 0; x < columns; x++) {
        boolean white = (number >> (x * BARS / columns) & 1) != 0;
        row[x] = (byte) (plane > 0 ? 128 : white ? WHITE : BLACK);
      }
      BytePointer data = frame.data(plane);
      for (int y = 0; y < rows; y++) {
        data.position((long) y * frame.linesize(plane)).put(row, 0, columns);
      }
      data.position(0);
    }
  }

  static int read(Image image) {
    int number = 0;
    for (int bar = 0; bar < BARS; bar++) {
      int x = (2 * bar + 1) * image.width() / (2 * BARS);
      number |= image.value(x, image.height() / 2, 1) > 127 ? 1 << bar : 0;
    }
    return number;
  }
}
