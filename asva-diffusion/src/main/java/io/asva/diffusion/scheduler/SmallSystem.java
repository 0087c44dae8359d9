package io.asva.diffusion.scheduler;

/** Systems of a few linear equations, in single precision. */
final class SmallSystem {
  private SmallSystem() {}

  /** Solves by elimination with pivots; changes both arguments. */
  static float[] solve(float[][] rows, float[] right) {
    int n = right.length;
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        pivot = Math.abs(rows[r][c]) > Math.abs(rows[pivot][c]) ? r : pivot;
      }
      float[] row = rows[pivot];
      rows[pivot] = rows[c];
      rows[c] = row;
      float kept = right[pivot];
      right[pivot] = right[c];
      right[c] = kept;
      for (int r = c + 1; r < n; r++) {
        float factor = rows[r][c] / row[c];
        for (int k = c; k < n; k++) {
          rows[r][k] -= factor * row[k];
        }
        right[r] -= factor * right[c];
      }
    }
    for (int r = n - 1; r >= 0; r--) {
      for (int k = r + 1; k < n; k++) {
        right[r] -= rows[r][k] * right[k];
      }
      right[r] /= rows[r][r];
    }
    return right;
  }
}
