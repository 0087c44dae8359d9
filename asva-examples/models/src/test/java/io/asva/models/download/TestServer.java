package io.asva.models.download;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine alone, which remembers what it was asked. */
public final class TestServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** A request. */
  public record Asked(String path, Headers headers) {
    /** A header; "" if it wasn't there. */
    public String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  /** A server that answers all requests in one way. */
  public TestServer(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          Headers headers = new Headers();
          headers.putAll(exchange.getRequestHeaders());
          asked.add(new Asked(exchange.getRequestURI().toString(), headers));
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
  }

  /** Its address. */
  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The requests so far. */
  public List<Asked> asked() {
    return asked;
  }

  /** Its port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Answers with a file, or the part of it that is asked for. */
  public static void file(HttpExchange exchange, byte[] content) throws IOException {
    part(exchange, content, Integer.MAX_VALUE);
  }

  /** The same, but the connection breaks after some bytes. */
  public static void part(HttpExchange exchange, byte[] content, int most) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String tag = exchange.getRequestHeaders().getFirst("If-Range");
    String current = "\"" + Arrays.hashCode(content) + "\"";
    exchange.getResponseHeaders().set("ETag", current);
    if (range == null || (tag != null && !tag.equals(current))) {
      send(exchange, 200, content, most);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
    if (from >= content.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    send(exchange, 206, Arrays.copyOfRange(content, from, content.length), most);
  }

  /** Answers with all bytes, or breaks off after some. */
  public static void send(HttpExchange exchange, int status, byte[] bytes, int most)
      throws IOException {
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes, 0, Math.min(most, bytes.length));
    exchange.getResponseBody().flush();
  }

  /** Answers with nothing but a status. */
  public static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  /** Answers with the address of another place. */
  public static void redirect(HttpExchange exchange, int status, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(status, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
