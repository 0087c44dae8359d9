package io.asva.core.text.internal;

import java.nio.charset.Charset;

/** The characters that Windows-1252 has where Unicode has control characters, U+0080 to U+009F. */
final class Windows1252 {
  private static final Charset CHARSET = Charset.forName("windows-1252");

  private Windows1252() {}

  /** The character; the control character itself where Windows-1252 has none. */
  static String of(int control) {
    String text = new String(new byte[] {(byte) control}, CHARSET);
    return text.equals("\uFFFD") ? Character.toString(control) : text;
  }
}
