package io.asva.core.image;

/**
 * Which input pixels make each output pixel along one axis, and their shares. Sampling points lie
 * at pixel centres: output i looks at input (i + 0.5) * scale.
 *
 * @param first the first input of each output
 * @param count the number of inputs of each output
 * @param weights {@code stride} shares for each output, unused ones 0
 * @param stride the largest count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ResizeWeights(int[] first, int[] count, float[] weights, int stride) {

  static ResizeWeights of(ResizeFilter filter, int in, int out) {
    // Single precision where PyTorch has it: the rounding of the centre shows in the result.
    float scale = (float) in / out;
    float support = (float) (scale >= 1 ? filter.width() * 0.5 * scale : filter.width() * 0.5);
    float inverse = scale >= 1 ? (float) (1.0 / scale) : 1;
    int stride = Math.min(in, (int) Math.ceil(support) * 2 + 1);
    int[] first = new int[out];
    int[] count = new int[out];
    float[] weights = new float[Math.multiplyExact(out, stride)];
    for (int i = 0; i < out; i++) {
      float centre = (float) (scale * (i + 0.5));
      int from = (int) Math.max((long) (centre - support + 0.5), 0);
      int to = (int) Math.min((long) (centre + support + 0.5), in);
      first[i] = from;
      count[i] = Math.max(0, Math.min(to - from, stride));
      float sum = 0;
      for (int j = 0; j < count[i]; j++) {
        float w = filter.at((float) ((j + from - centre + 0.5) * inverse));
        weights[i * stride + j] = w;
        sum += w;
      }
      for (int j = 0; sum != 0 && j < count[i]; j++) {
        weights[i * stride + j] /= sum;
      }
    }
    return new ResizeWeights(first, count, weights, stride);
  }
}
