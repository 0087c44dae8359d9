package io.asva.core.text.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HTML's character references: a letter by its name, or by its number in decimal or hexadecimal.
 */
public final class HtmlEntities {
  private static final Pattern REFERENCE =
      Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
  private static final Map<String, String> NAMES = names();

  private HtmlEntities() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    InputStream file =
        Objects.requireNonNull(HtmlEntities.class.getResourceAsStream("html-entities.txt"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ", -1);
          StringBuilder text = new StringBuilder();
          for (int i = 1; i < parts.length; i++) {
            text.appendCodePoint(Integer.parseInt(parts[i], 16));
          }
          names.put(parts[0], text.toString());
        }
      }
      return Map.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a name that ends in a semicolon, or null. */
  static @Nullable String named(String name) {
    return NAMES.get(name);
  }

  /**
   * Replaces every reference as HTML 5 says, those without a semicolon too where their name's
   * beginning is known.
   */
  public static String unescape(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement(match.group(1))));
  }

  private static String replacement(String reference) {
    if (reference.startsWith("#")) {
      return numeric(reference);
    }
    for (int length = reference.length(); length > 1; length--) {
      String text = NAMES.get(reference.substring(0, length));
      if (text != null) {
        return text + reference.substring(length);
      }
    }
    return "&" + reference;
  }

  private static String numeric(String reference) {
    boolean hexadecimal = reference.charAt(1) == 'x' || reference.charAt(1) == 'X';
    int end = reference.length() - (reference.endsWith(";") ? 1 : 0);
    String digits = reference.substring(hexadecimal ? 2 : 1, end).replaceFirst("^0+", "");
    if (digits.length() > 8) {
      return "\uFFFD";
    }
    int radix = hexadecimal ? 16 : 10;
    long point = digits.isEmpty() ? 0 : Long.parseLong(digits, radix);
    if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
      return "\uFFFD";
    }
    if (point >= 0x80 && point <= 0x9F) {
      return Windows1252.of((int) point);
    }
    return noCharacter((int) point) ? "" : Character.toString((int) point);
  }

  private static boolean noCharacter(int point) {
    return point < 0x09
        || point == 0x0B
        || (point >= 0x0E && point < 0x20)
        || point == 0x7F
        || (point >= 0xFDD0 && point <= 0xFDEF)
        || (point & 0xFFFE) == 0xFFFE;
  }
}
