package io.asva.serve.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/** Answers with a file, or a part of it, as players ask for. Stateless. */
final class FileAnswer {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private FileAnswer() {}

  static void send(Exchange exchange, Path file, String type) throws IOException {
    long size = Files.size(file);
    long from = 0;
    long to = size - 1;
    int status = 200;
    String asked = exchange.header(HttpHeader.RANGE).orElse("");
    Matcher range = RANGE.matcher(asked);
    if (range.matches() && !asked.equals("bytes=-")) {
      status = 206;
      if (range.group(1).isEmpty()) {
        from = Math.max(0, size - Long.parseLong(range.group(2)));
      } else {
        from = Long.parseLong(range.group(1));
        to = range.group(2).isEmpty() ? to : Math.min(to, Long.parseLong(range.group(2)));
      }
      if (from > to) {
        exchange.with(HttpHeader.CONTENT_RANGE, "bytes */" + size);
        throw new ProblemException(416, "The file has " + size + " bytes.");
      }
      exchange.with(HttpHeader.CONTENT_RANGE, "bytes " + from + "-" + to + "/" + size);
    }
    exchange.response().setStatus(status);
    exchange
        .with(HttpHeader.CONTENT_TYPE, type)
        .with(HttpHeader.ACCEPT_RANGES, "bytes")
        .with(HttpHeader.CONTENT_LENGTH, Long.toString(to - from + 1));
    Content.copy(
        Content.Source.from(file, from, to - from + 1), exchange.response(), exchange.callback());
  }
}
