package io.asva.models.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's answer after all redirects.
 *
 * @param response with its body, unread
 * @param linkedSize the size that the hub linked, if the redirect came from one
 * @param linkedChecksum the hash that it linked
 */
record Answer(
    HttpResponse<InputStream> response, OptionalLong linkedSize, Optional<Checksum> linkedChecksum)
    implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");
  private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/(\\d{1,18})");

  int status() {
    return response.statusCode();
  }

  URI address() {
    return response.uri();
  }

  private Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  boolean isPage() {
    return header("Content-Type")
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
        .orElse(false);
  }

  /** Where the body begins in the file, if the answer is a part that says so. */
  OptionalLong begin() {
    return number(RANGE, "Content-Range", 1);
  }

  /** How long the whole file is. */
  OptionalLong total() {
    return switch (status()) {
      case 206 -> number(RANGE, "Content-Range", 2);
      case 416 -> number(UNSATISFIED, "Content-Range", 1);
      default -> number(response, "Content-Length");
    };
  }

  private OptionalLong number(Pattern pattern, String header, int group) {
    Matcher matcher = pattern.matcher(header(header).orElse(""));
    return matcher.matches() && !matcher.group(group).equals("*")
        ? OptionalLong.of(Long.parseLong(matcher.group(group)))
        : OptionalLong.empty();
  }

  /** A name for this version of the file that can be compared byte for byte. */
  Optional<String> validator() {
    return header("ETag").filter(tag -> tag.startsWith("\"")).or(() -> header("Last-Modified"));
  }

  /** For how many seconds the server asks to be left alone. */
  OptionalLong retryAfter() {
    return number(response, "Retry-After");
  }

  /** A header's number; none where it has none, or another text. */
  static OptionalLong number(HttpResponse<?> response, String header) {
    String text = response.headers().firstValue(header).orElse("");
    return NUMBER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
