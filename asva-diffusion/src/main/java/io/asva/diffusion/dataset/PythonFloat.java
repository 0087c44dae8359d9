package io.asva.diffusion.dataset;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as Python prints them, which the original's folders are named with. */
final class PythonFloat {
  private static final int MOST_DIGITS = 17;
  private static final int FIRST_WITH_EXPONENT = 16;
  private static final int LAST_WITHOUT_EXPONENT = -4;

  private PythonFloat() {}

  /** The shortest decimal that reads back as the same number: 4.0, 0.5, 1e-05, 1e+16. */
  static String repr(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0.0" : Double.toString(value);
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= LAST_WITHOUT_EXPONENT && exponent < FIRST_WITH_EXPONENT) {
      String plain = shortest.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String mantissa = shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return String.format(
        Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  // Double.toString gives more digits than needed for some numbers before Java 19.
  private static BigDecimal shortest(double value) {
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
      if (Double.parseDouble(text) == value) {
        return new BigDecimal(text);
      }
    }
    return new BigDecimal(String.format(Locale.ROOT, "%." + (MOST_DIGITS - 1) + "e", value));
  }
}
