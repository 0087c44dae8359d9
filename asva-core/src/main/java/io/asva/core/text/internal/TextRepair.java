package io.asva.core.text.internal;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mends text as the ftfy library does, line by line and until nothing changes, but for bytes read
 * in a wrong encoding: character references that end in a semicolon (unless a {@code <} occurred:
 * then it may be real HTML), C1 controls as Windows-1252, Latin ligatures, half and full width
 * forms, curly quotes, line breaks, lone surrogates, terminal escapes, control characters; then
 * NFC.
 */
public final class TextRepair {
  private static final Pattern REFERENCE = Pattern.compile("&#?[0-9A-Za-z]{1,24};");
  private static final Pattern CONTROL_C1 = Pattern.compile("[\u0080-\u009f]");
  private static final Pattern LIGATURE =
      Pattern.compile("[\u0132\u0133\u0149\u01C4-\u01CC\u01F1-\u01F3\uFB00-\uFB06]");
  private static final Pattern WIDTH = Pattern.compile("[\u3000\uFF01-\uFFEF]");
  private static final Pattern DOUBLE_QUOTE = Pattern.compile("[\u201c-\u201f]");
  private static final Pattern SINGLE_QUOTE = Pattern.compile("[\u02bc\u2018-\u201b]");
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\r\u2028\u2029\u0085]");
  private static final Pattern SURROGATE = Pattern.compile("\\p{Cs}");
  private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[\\d;]*[a-zA-Z]");
  private static final Pattern CONTROL =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0E-\\x1F\\x7F\u206A-\u206F\uFEFF\uFFF9-\uFFFC]");

  private TextRepair() {}

  /** Mends a text. */
  public static String repair(String text) {
    StringBuilder out = new StringBuilder();
    boolean html = false;
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from) + 1;
      String line = text.substring(from, end == 0 ? text.length() : end);
      from += line.length();
      html |= line.indexOf('<') >= 0;
      out.append(repairLine(line, html));
    }
    return out.toString();
  }

  private static String repairLine(String line, boolean html) {
    String text = line;
    while (true) {
      String before = text;
      if (!html) {
        text = replace(REFERENCE, text, TextRepair::character);
      }
      text = replace(CONTROL_C1, text, match -> Windows1252.of(match.codePointAt(0)));
      text = replace(LIGATURE, text, TextRepair::letters);
      text = replace(WIDTH, text, match -> Normalizer.normalize(match, Normalizer.Form.NFKC));
      text = DOUBLE_QUOTE.matcher(text).replaceAll("\"");
      text = SINGLE_QUOTE.matcher(text).replaceAll("'");
      text = LINE_BREAK.matcher(text).replaceAll("\n");
      text = SURROGATE.matcher(text).replaceAll("\uFFFD");
      text = TERMINAL.matcher(text).replaceAll("");
      text = CONTROL.matcher(text).replaceAll("");
      text = Normalizer.normalize(text, Normalizer.Form.NFC);
      if (text.equals(before)) {
        return text;
      }
    }
  }

  private interface Replacement {
    String of(String match);
  }

  private static String replace(Pattern pattern, String text, Replacement replacement) {
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement.of(match.group())));
  }

  private static String character(String reference) {
    if (reference.startsWith("&#")) {
      String text = HtmlEntities.unescape(reference);
      return text.indexOf(';') >= 0 ? reference : text;
    }
    String name = reference.substring(1);
    String text = HtmlEntities.named(name);
    if (text != null) {
      return text;
    }
    // A name in capitals that HTML doesn't know stands for the capital letter.
    String lower = HtmlEntities.named(name.toLowerCase(Locale.ROOT));
    boolean capitals = name.equals(name.toUpperCase(Locale.ROOT));
    return lower != null && capitals && HtmlEntities.unescape(reference).equals(reference)
        ? lower.toUpperCase(Locale.ROOT)
        : reference;
  }

  private static String letters(String ligature) {
    // Compatibility decomposition would lose that the first letter is a long s.
    return ligature.equals("\uFB05")
        ? "\u017Ft"
        : Normalizer.normalize(ligature, Normalizer.Form.NFKC);
  }
}
