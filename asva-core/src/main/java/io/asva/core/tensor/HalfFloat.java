package io.asva.core.tensor;

/**
 * Conversions between single and half precision (IEEE 754 binary32 and binary16). Java has them
 * from version 20.
 */
public final class HalfFloat {
  private HalfFloat() {}

  /** The single precision number of the same value. */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f; // subnormal, exact in single precision
      return sign == 0 ? magnitude : -magnitude;
    }
    int bits = exponent == 0x1F ? 0xFF : exponent + (127 - 15);
    return Float.intBitsToFloat(sign | (bits << 23) | (fraction << 13));
  }

  /**
   * The nearest half precision number, ties to even; numbers of 65520 and above become infinite.
   */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7FFFFFFF;
    if (magnitude > 0x7F800000) {
      return (short) (sign | 0x7E00); // not a number
    }
    if (magnitude >= 0x477FF000) { // 65520
      return (short) (sign | 0x7C00);
    }
    if (magnitude < 0x38800000) { // below 2^-14: a multiple of 2^-24
      return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24));
    }
    int even = (magnitude >>> 13) & 1;
    return (short) (sign | ((magnitude - 0x38000000 + 0xFFF + even) >>> 13));
  }
}
