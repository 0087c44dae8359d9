package io.asva.core.runtime.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the libraries that a shared object of Linux needs, in the loader's order.
 *
 * <p>They are taken from its string table, which linkers put into the first pages. The table that
 * refers to them lies at the very end: in the CUDA provider, which is packed in a jar, that is half
 * a gigabyte and seconds of inflating later.
 */
final class LibraryNames {
  private static final int FIRST_PAGES = 1 << 18;
  private static final Pattern NAME =
      Pattern.compile("(?<=\\x00)lib[\\w+.-]*?\\.so(?:\\.\\d+)*(?=\\x00)");

  private LibraryNames() {}

  /**
   * The names; none if this is no shared object of Linux.
   *
   * @param own its own name, which stands among them
   */
  static List<String> needed(InputStream sharedObject, String own) throws IOException {
    byte[] bytes = sharedObject.readNBytes(FIRST_PAGES);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<String> names = new ArrayList<>();
    if (text.startsWith("\u007fELF")) {
      Matcher matcher = NAME.matcher(text);
      while (matcher.find()) {
        if (!matcher.group().equals(own)) {
          names.add(matcher.group());
        }
      }
    }
    return names;
  }
}
