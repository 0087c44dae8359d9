package io.asva.serve.store;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Names that nobody can guess, for what is stored: 25 of the digits and small letters, so that one
 * can be a file's name anywhere and nothing else than one can.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class Ids {
  private static final Pattern FORM = Pattern.compile("[0-9a-z]{25}");
  private static final int BITS = 128;
  private static final int RADIX = 36;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new one. */
  public static String fresh() {
    String digits = new BigInteger(BITS, RANDOM).toString(RADIX);
    return "0".repeat(25 - digits.length()) + digits;
  }

  /** Whether a text has the form of one; others never reach the disk. */
  public static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }
}
