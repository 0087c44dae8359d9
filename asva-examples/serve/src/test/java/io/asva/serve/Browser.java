package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.testing.BrowserProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A headless browser with one page, driven by Chrome's DevTools protocol over Java's own WebSocket,
 * so that a test needs nothing but the browser: the one that CHROME names, or Chromium or Chrome on
 * the path.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE = 120; // seconds

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final String session;

  private Browser(Process process, String address) throws Exception {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Messages())
            .get(PATIENCE, TimeUnit.SECONDS);
    String target =
        call("", "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    this.session =
        call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Network", "Log", "DOM")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Starts it; skips the test without one, unless ASVA_REQUIRE_CHROME=1 makes that a failure. */
  static Browser start(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                BrowserProgram.require().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--autoplay-policy=no-user-gesture-required",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(process, address(process));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The address that it says when it is ready; whatever it says later is read and dropped. */
  private static String address(Process process) throws IOException {
    BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        Thread drain = new Thread(() -> lines.lines().forEach(rest -> {}), "browser-log");
        drain.setDaemon(true);
        drain.start();
        return line.substring("DevTools listening on ".length());
      }
    }
    throw new IOException("the browser has ended");
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
      text.append(data);
      if (whole) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  private void take(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
    CompletableFuture<JsonNode> call = calls.remove(message.path("id").asInt());
    if (call != null) {
      if (message.has("error")) {
        call.completeExceptionally(new AssertionError(message.path("error").toString()));
      } else {
        call.complete(message.path("result"));
      }
    }
    JsonNode params = message.path("params");
    switch (message.path("method").asText()) {
      case "Network.requestWillBeSent" -> requests.add(params.path("request").path("url").asText());
      case "Runtime.exceptionThrown" -> complaints.add(params.path("exceptionDetails").toString());
      case "Log.entryAdded" -> {
        if (params.path("entry").path("level").asText().equals("error")) {
          complaints.add(params.path("entry").toString());
        }
      }
      default -> {}
    }
  }

  private JsonNode call(String in, String method, Map<String, ?> params) throws Exception {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> result = new CompletableFuture<>();
    calls.put(id, result);
    Map<String, Object> message =
        new java.util.HashMap<>(Map.of("id", id, "method", method, "params", params));
    if (!in.isEmpty()) {
      message.put("sessionId", in);
    }
    synchronized (socket) {
      socket.sendText(JSON.writeValueAsString(message), true).get(PATIENCE, TimeUnit.SECONDS);
    }
    return result.get(PATIENCE, TimeUnit.SECONDS);
  }

  /** A command to the page. */
  JsonNode call(String method, Map<String, ?> params) throws Exception {
    return call(session, method, params);
  }

  /** Opens an address. */
  void open(String url) throws Exception {
    call("Page.navigate", Map.of("url", url));
  }

  /** The value of an expression, or of the promise that it is. */
  JsonNode value(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                expression,
                "awaitPromise",
                true,
                "returnByValue",
                true,
                "userGesture",
                true));
    assertThat(answer.has("exceptionDetails")).as(expression + ": " + answer).isFalse();
    return answer.path("result").path("value");
  }

  /** Waits until an expression is true; the page looks at each of its frames. */
  void await(String expression) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (!value(
            "new Promise(done => { const look = left => { let is = false; try { is = !!("
                + expression
                + "); } catch (e) { } if (is || !left) done(is);"
                + " else setTimeout(() => look(left - 1), 20); }; look(100); })")
        .asBoolean()) {
      assertThat(System.nanoTime())
          .as(expression + " on " + value("document.body.innerText").asText())
          .isLessThan(end);
    }
  }

  /** Clicks what a selector finds. */
  void click(String selector) throws Exception {
    value("document.querySelector(" + JSON.writeValueAsString(selector) + ").click()");
  }

  /** Presses a key where the focus is. */
  void press(String key) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      call("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key));
    }
  }

  /** Gives files to an input. */
  void choose(String selector, Path... files) throws Exception {
    JsonNode root = call("DOM.getDocument", Map.of()).path("root").path("nodeId");
    JsonNode input =
        call("DOM.querySelector", Map.of("nodeId", root, "selector", selector)).path("nodeId");
    List<String> paths = new ArrayList<>();
    for (Path file : files) {
      paths.add(file.toAbsolutePath().toString());
    }
    call("DOM.setFileInputFiles", Map.of("files", paths, "nodeId", input));
  }

  /** Looks at the page in a size and under a scheme of colours. */
  void view(int width, int height, String scheme) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** An image of the whole page. */
  byte[] screenshot() throws Exception {
    return Base64.getDecoder()
        .decode(
            call("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .path("data")
                .asText());
  }

  /** The addresses that the page has asked for. */
  List<String> requests() {
    return requests;
  }

  /** Errors of scripts, and what the browser refused. */
  List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
