package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.files.Folders;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, as somebody uses it. */
class PageTest {
  private static final String PLAYS =
      "document.getElementById('video').readyState >= 2"
          + " && document.getElementById('video').currentTime > 0.1";
  private static final int ENDLESS = 500; // steps

  private static Path folder;
  private static Browser browser;
  private static SampleFiles files;

  private AsvaServer server;
  private Client client;

  @BeforeAll
  static void startBrowser(@TempDir Path empty) throws Exception {
    folder = empty;
    files = new SampleFiles(empty);
    browser = Browser.start(empty);
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = TestServers.whole(folder, 4).start();
    server.awaitWarm();
    client = new Client(server.address());
    browser.requests().clear();
    browser.complaints().clear();
    browser.view(1280, 900, "light");
    browser.open(server.address() + "/");
    browser.await("!document.getElementById('page').hidden");
  }

  @AfterEach
  void stop() throws Exception {
    browser.value("sessionStorage.clear()");
    browser.open("about:blank");
    server.close();
    try (var all = Files.list(folder.resolve("serve/jobs"))) {
      for (Path job : all.toList()) {
        Folders.delete(job);
      }
    }
  }

  private void give(Path image, Path audio) throws Exception {
    browser.choose("#image-file", image);
    browser.await("document.getElementById('image-name').textContent.includes('24×20')");
    browser.choose("#audio-file", audio);
    browser.await("!document.getElementById('window').hidden");
    browser.value("document.getElementById('words').value = 'bell ringing'");
  }

  /** Keeps the device busy until it is cancelled. */
  private String busy() throws Exception {
    String id =
        Client.json(
                client.post(
                    "/v1/animations",
                    Map.of(
                        "image",
                        client.upload(files.image()),
                        "audio",
                        client.upload(files.audio(3)),
                        "category",
                        "drum beating",
                        "steps",
                        ENDLESS)))
            .path("id")
            .asText();
    browser.await(
        "fetch('/v1/animations/"
            + id
            + "').then(answer => answer.json()).then(job => window.runs = job.state === 'running')"
            + " && window.runs");
    browser.value("delete window.runs");
    return id;
  }

  @Test
  void fromFilesToAPlayingClip() throws Exception {
    give(files.image(), files.audio(5));
    browser.click("#go");
    browser.await(PLAYS);
    assertThat(browser.value("document.querySelectorAll('#frames img').length").asInt())
        .isEqualTo(12);
    assertThat(browser.value("document.getElementById('made').textContent").asText())
        .contains("bell ringing", "lion.png", "seed 123", "balanced");
    browser.click("#frames button:nth-child(7)");
    browser.await(
        "document.querySelector('#frames [aria-current=true]').ariaLabel === 'Frame 7 of 12'");
    browser.click("#after");
    browser.await(
        "document.querySelector('#frames [aria-current=true]').ariaLabel === 'Frame 8 of 12'");
    browser.await("document.querySelectorAll('#history .card img').length === 1");
    assertThat(browser.complaints()).isEmpty();
    URI own = server.address();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(
            url ->
                url.startsWith(own + "/")
                    || url.startsWith("blob:" + own)
                    || url.startsWith("data:")); // the browser's own buttons of its player
  }

  @Test
  void whatWaitsSaysSoAndIsCancelled() throws Exception {
    String other = busy();
    give(files.image(), files.audio(5));
    browser.click("#go");
    browser.await(
        "document.getElementById('progress-words').textContent === '1 clip comes before yours'");
    browser.click("#cancel");
    browser.await("document.getElementById('failed').textContent === 'It was cancelled.'");
    client.delete("/v1/animations/" + other);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aReloadGoesOnWatching() throws Exception {
    String other = busy();
    give(files.image(), files.audio(5));
    browser.click("#go");
    browser.await("!document.getElementById('progress').hidden");
    browser.await("sessionStorage.getItem('job')");
    browser.call("Page.reload", Map.of());
    browser.await("document.getElementById('progress-words').textContent.includes('before yours')");
    client.delete("/v1/animations/" + other);
    browser.await(PLAYS);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aWrongFileIsToldInWords() throws Exception {
    Path wrong = folder.resolve("<img src=x onerror=alert(1)>.png");
    Files.writeString(wrong, "<script>alert(1)</script>");
    browser.choose("#image-file", wrong);
    browser.await("!document.getElementById('make-problem').hidden");
    assertThat(browser.value("document.getElementById('make-problem').textContent").asText())
        .contains("<img src=x onerror=alert(1)>.png");
    assertThat(browser.value("document.querySelectorAll('img[src=x]').length").asInt()).isZero();
    browser.choose("#audio-file", files.image());
    browser.await(
        "document.getElementById('make-problem').textContent === '\"lion.png\" has no sound.'");
    browser.value("document.getElementById('words').value = 'bell ringing'");
    browser.click("#go");
    browser.await(
        "document.getElementById('make-problem').textContent === 'A picture is missing.'");
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("422"));
  }

  @Test
  void textsAreNeverMarkup() throws Exception {
    Path image = folder.resolve("<b>lion<i>.png");
    Files.copy(files.image(), image);
    give(image, files.audio(5));
    browser.click("#go");
    browser.await(PLAYS);
    browser.await("document.querySelectorAll('#history .card').length === 1");
    assertThat(browser.value("document.getElementById('made').textContent").asText())
        .contains("<b>lion<i>.png");
    assertThat(browser.value("document.querySelectorAll('main i').length").asInt()).isZero();
  }

  @Test
  void theWindowMovesByKeysAndByDragging() throws Exception {
    give(files.image(), files.audio(5));
    String start = "document.getElementById('wave').getAttribute('aria-valuenow')";
    assertThat(browser.value(start).asText()).isEqualTo("1.50");
    browser.value("document.getElementById('wave').focus()");
    browser.press("ArrowRight");
    assertThat(browser.value(start).asText()).isEqualTo("1.55");
    browser.press("Home");
    assertThat(browser.value(start).asText()).isEqualTo("0.00");
    assertThat(
            browser
                .value("document.getElementById('wave').getAttribute('aria-valuetext')")
                .asText())
        .isEqualTo("from 0.00 s to 2.00 s of 5.00 s");
    var box =
        browser.value(
            "(() => { const r = document.getElementById('wave').getBoundingClientRect();"
                + " return {x: r.x, y: r.y + r.height / 2, w: r.width}; })()");
    double x = box.path("x").asDouble();
    double width = box.path("w").asDouble();
    mouse("mousePressed", x + width * 0.1, box.path("y").asDouble());
    mouse("mouseMoved", x + width * 0.5, box.path("y").asDouble());
    mouse("mouseReleased", x + width * 0.5, box.path("y").asDouble());
    assertThat(browser.value("Number(" + start + ")").asDouble()).isBetween(1.9, 2.1);
  }

  private static void mouse(String type, double x, double y) throws Exception {
    browser.call(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
  }

  @Test
  void aSoundIsRecorded() throws Exception {
    browser.click("#record");
    browser.await("document.getElementById('record').getAttribute('aria-pressed') === 'true'");
    browser.value("new Promise(done => setTimeout(done, 2500))"); // what is recorded takes its time
    browser.click("#record");
    browser.await("document.getElementById('audio-name').textContent.startsWith('recording, 2')");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void twoClipsAreCompared() throws Exception {
    give(files.image(), files.audio(5));
    for (int clips = 1; clips <= 2; clips++) {
      browser.click(clips == 1 ? "input[value=fast]" : "input[value=balanced]");
      browser.click("#go");
      browser.await("document.querySelectorAll('#history .card img').length === " + clips);
    }
    browser.click("#history .card:nth-child(1) .acts button");
    browser.await("document.getElementById('comparison-words').textContent.includes('second')");
    browser.click("#history .card:nth-child(2) .acts button");
    browser.await("document.querySelectorAll('#comparison video').length === 2");
    browser.await("document.getElementById('comparison-words').textContent.includes('same noise')");
  }

  @Test
  void aVideoIsScored() throws Exception {
    browser.choose("#score-file", files.video(4));
    browser.await("!document.getElementById('curve').hidden");
    assertThat(browser.value("document.getElementById('score-words').textContent").asText())
        .containsPattern("[Ss]ound .*score -?\\d");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void everythingHasALabelAndFitsAPhone() throws Exception {
    browser.view(360, 740, "dark");
    give(files.image(), files.audio(5));
    assertThat(browser.value("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    assertThat(
            browser
                .value(
                    "[...document.querySelectorAll('input, button, video, canvas[tabindex]')]"
                        + ".filter(e => !(e.labels?.length || e.ariaLabel || e.textContent.trim()))"
                        + ".map(e => e.outerHTML).join()")
                .asText())
        .isEmpty();
    assertThat(
            browser
                .value("[...document.images].filter(i => !i.hasAttribute('alt')).length")
                .asInt())
        .isZero();
  }

  @Test
  void aTokenIsAskedForAndTakenFromTheAddress() throws Exception {
    String token = "a-secret-of-the-tests";
    Path other = Files.createDirectory(folder.resolve("other"));
    try (AsvaServer closed = TestServers.animating(other, 1).token(token).start()) {
      browser.open(closed.address() + "/");
      browser.await("!document.getElementById('token-form').hidden");
      browser.value("document.getElementById('token').value = '" + token + "'");
      browser.click("#token-form button");
      browser.await("!document.getElementById('page').hidden");
      browser.call("Network.clearBrowserCookies", Map.of());
      browser.open("about:blank");
      browser.open(closed.address() + "/#token=" + token);
      browser.await("!document.getElementById('page').hidden && location.hash === ''");
    }
  }
}
