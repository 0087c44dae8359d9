package io.asva.metrics.report;

import java.util.Locale;

/** Texts and numbers as HTML has them. */
final class Html {
  /** The text where there is no number. */
  static final String NOTHING = "<span class=\"none\">not measured</span>";

  /** The text where nothing was published. */
  static final String UNPUBLISHED =
      "<span class=\"none\"><span aria-hidden=\"true\">\u2013</span>"
          + "<span class=\"unseen\">not published</span></span>";

  private Html() {}

  /** A text in which nothing is markup, in an element or an attribute in double quotes. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                  if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                    safe.append('\uFFFD'); // HTML has no control characters
                  } else {
                    safe.appendCodePoint(c);
                  }
                }
              }
            });
    return safe.toString();
  }

  /** A number with some digits after the point. */
  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A number without a needless fraction. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
