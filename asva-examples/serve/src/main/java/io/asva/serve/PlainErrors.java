package io.asva.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answer where the web server itself refuses a request, such as one with headers that are too
 * long: a problem without what was sent, and without where the code was. Stateless.
 */
final class PlainErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = Math.max(400, response.getStatus());
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    String text =
        "{\"status\":"
            + status
            + ",\"title\":\"The request is not understood\",\"detail\":\"The web server refused the"
            + " request: it is not as HTTP asks, or too large.\"}";
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}
