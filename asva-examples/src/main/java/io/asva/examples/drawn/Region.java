package io.asva.examples.drawn;

/**
 * A rectangle of pixels.
 *
 * @param left first column
 * @param top first row
 * @param right one past the last column
 * @param bottom one past the last row
 */
public record Region(int left, int top, int right, int bottom) {

  /** Whether a pixel lies in it. */
  public boolean contains(int x, int y) {
    return x >= left && x < right && y >= top && y < bottom;
  }
}
