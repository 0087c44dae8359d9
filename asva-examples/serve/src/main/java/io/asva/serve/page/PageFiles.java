package io.asva.serve.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The files of the page, which lie in the jar and are written by hand.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class PageFiles {
  private static final Map<String, String> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("index.html", "text/html; charset=utf-8");
    TYPES.put("style.css", "text/css; charset=utf-8");
    TYPES.put("icon.svg", "image/svg+xml");
    for (String script :
        new String[] {"main", "api", "inputs", "waveform", "recorder", "job", "history", "score"}) {
      TYPES.put(script + ".js", "text/javascript; charset=utf-8");
    }
  }

  private PageFiles() {}

  /**
   * A file of the page.
   *
   * @param name it has in the address
   * @param type of its content
   * @param bytes its content
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on to be sent, and nothing else
  public record PageFile(String name, String type, byte[] bytes) {}

  /** All of them, by their names. */
  public static Map<String, PageFile> read() {
    Map<String, PageFile> files = new LinkedHashMap<>();
    TYPES.forEach((name, type) -> files.put(name, new PageFile(name, type, bytes(name))));
    return files;
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Objects.requireNonNull(PageFiles.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
