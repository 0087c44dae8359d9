package io.asva.serve.http;

import io.asva.serve.store.JsonFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request and its answer, which is given once.
 *
 * <p>Used by one thread at a time.
 *
 * @param variables what stands in the address where the route's template has a name
 */
record Exchange(
    Request request, Response response, Callback callback, Map<String, String> variables) {
  static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  /** The part of the address for a name of the template. */
  String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  Optional<String> header(HttpHeader name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** Sets a header of the answer. */
  Exchange with(HttpHeader name, String value) {
    response.getHeaders().put(name, value);
    return this;
  }

  /** Answers with JSON. */
  void json(int status, Object value) {
    text(status, JSON, JsonFormat.text(value));
  }

  /** Answers with a text. */
  void text(int status, String type, String text) {
    bytes(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with bytes. */
  void bytes(int status, String type, byte[] bytes) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    boolean head = "HEAD".equals(request.getMethod());
    response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bytes), callback);
  }

  /** Answers with nothing. */
  void empty() {
    response.setStatus(204);
    response.write(true, ByteBuffer.allocate(0), callback);
  }

  /** Answers with an error, unless an answer has begun. */
  void problem(Problem problem) {
    if (response.isCommitted()) {
      callback.failed(new IllegalStateException(problem.detail()));
      return;
    }
    for (HttpField field : problem.status() == 429 ? RETRY : NONE) {
      response.getHeaders().put(field);
    }
    text(problem.status(), PROBLEM, JsonFormat.text(problem));
  }

  private static final HttpField[] NONE = {};
  private static final HttpField[] RETRY = {new HttpField(HttpHeader.RETRY_AFTER, "10")};
}
