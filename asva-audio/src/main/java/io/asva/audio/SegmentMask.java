package io.asva.audio;

import io.asva.core.tensor.ByteTensor;

/**
 * Which audio tokens each of a clip's video frames sees. The audio's columns of time are cut into
 * as many segments as there are frames, of equal length and overlapping where they must; a frame
 * sees its segment's columns in all rows of frequency, and always the class token.
 *
 * <p>Segments have ceil(columns / segments) columns and start at evenly spread columns, rounded
 * half to even.
 *
 * <p>Immutable.
 */
public final class SegmentMask {
  private static final int COLUMNS = 19;
  private static final int ROWS = 12;

  private final int rows;
  private final int columns;
  private final int length;
  private final int[] starts;

  private SegmentMask(int rows, int columns, int segments) {
    if (segments < 1 || columns < 1) {
      throw new AudioException(
          "A mask needs 1 segment or more over 1 column or more, not "
              + segments
              + " over "
              + columns
              + ".");
    }
    this.rows = rows;
    this.columns = columns;
    this.length = (columns + segments - 1) / segments;
    this.starts = new int[segments];
    double step = segments == 1 ? 0 : (columns - length) / (double) (segments - 1);
    for (int s = 0; s < segments; s++) {
      boolean last = s > 0 && s == segments - 1;
      starts[s] = last ? columns - length : (int) Math.rint(s * step);
    }
  }

  /** The mask over ImageBind's 12 x 19 patches of 2 s, one segment for each video frame. */
  public static SegmentMask of(int segments) {
    return new SegmentMask(ROWS, COLUMNS, segments);
  }

  /** The mask over another number of columns. */
  public static SegmentMask of(int segments, int columns) {
    return new SegmentMask(ROWS, columns, segments);
  }

  /** How many segments there are. */
  public int segments() {
    return starts.length;
  }

  /** How many tokens each segment sees, the class token included. */
  public int tokensPerSegment() {
    return 1 + rows * length;
  }

  /** The columns of each segment: (segments, columns), 1 = seen. */
  public ByteTensor columns() {
    ByteTensor mask = ByteTensor.zeros(starts.length, columns);
    for (int s = 0; s < starts.length; s++) {
      for (int c = starts[s]; c < starts[s] + length; c++) {
        mask.values()[s * columns + c] = 1;
      }
    }
    return mask;
  }

  /** The tokens of each segment: (segments, 1 + rows x columns), 1 = seen. */
  public ByteTensor tokens() {
    int width = 1 + rows * columns;
    ByteTensor mask = ByteTensor.zeros(starts.length, width);
    int[][] indices = tokenIndices();
    for (int s = 0; s < starts.length; s++) {
      for (int index : indices[s]) {
        mask.values()[s * width + index] = 1;
      }
    }
    return mask;
  }

  /**
   * The positions of the tokens that each segment sees, in rising order: the class token 0, then 1
   * + row x columns + column. A new array, [segment][{@link #tokensPerSegment}].
   */
  public int[][] tokenIndices() {
    int[][] result = new int[starts.length][tokensPerSegment()];
    for (int s = 0; s < starts.length; s++) {
      int n = 1;
      for (int row = 0; row < rows; row++) {
        for (int c = starts[s]; c < starts[s] + length; c++) {
          result[s][n++] = 1 + row * columns + c;
        }
      }
    }
    return result;
  }
}
