package io.asva.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.files.IfExists;
import io.asva.media.Protocol;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser. */
class ReportInBrowserTest {
  private static final String DARK = "--blink-settings=preferredColorScheme=0";

  @SuppressWarnings("NullAway.Init")
  private static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static Chrome chrome;

  @SuppressWarnings("NullAway.Init")
  private static String page;

  @BeforeAll
  static void write(@TempDir Path temporary) throws IOException {
    folder = temporary;
    chrome = Chrome.require(folder);
    Path file = folder.resolve("report.html");
    EvaluationReport.of(ReportSamples.evaluation(folder, "AVSync15", Protocol.REFERENCE, 45))
        .write(file, IfExists.FAIL);
    page = file.toUri().toString();
  }

  @Test
  void itRendersAllItsParts() throws Exception {
    String dom = chrome.dom(page);
    assertThat(dom)
        .contains("<h1>Evaluation of AVSync15</h1>", "exp/&lt;videos&gt;", "&lt;b&gt;&amp;")
        .doesNotContain("<b>&amp;", "{{");
    assertThat(dom.split("<tr>", -1)).hasSize(1 + 2 + 7 + 1 + 7 + 1 + 6);
    assertThat(dom.split("<img ", -1)).hasSize(1 + 2 * 12);
    assertThat(dom.split("<svg ", -1)).hasSize(1 + 5);
  }

  @Test
  void itAsksForNothing() throws Exception {
    assertThat(chrome.requests(page)).isEmpty();
  }

  @Test
  void aPageThatAsksForSomethingWouldBeFound() throws Exception {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String image = "http://127.0.0.1:" + closed.getLocalPort() + "/picture.png";
      closed.close();
      Path file = folder.resolve("asking.html");
      Files.writeString(file, "<!DOCTYPE html><title>a</title><img src=\"" + image + "\">");
      assertThat(chrome.requests(file.toUri().toString())).contains(image);
    }
  }

  @Test
  void itFitsAPhoneAndFollowsTheColourScheme() throws Exception {
    BufferedImage light = ImageIO.read(chrome.screenshot(page, 400, 900).toFile());
    BufferedImage dark = ImageIO.read(chrome.screenshot(page, 400, 900, DARK).toFile());
    assertThat(light.getWidth()).isEqualTo(400);
    assertThat(light.getRGB(2, 2) & 0xFF).isGreaterThan(200);
    assertThat(dark.getRGB(2, 2) & 0xFF).isLessThan(60);
    // The margin at the right is empty: nothing is wider than the screen.
    assertThat(colours(light, 398)).hasSize(1);
    assertThat(colours(light, 200)).hasSizeGreaterThan(5);
  }

  private static Set<Integer> colours(BufferedImage image, int x) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      colours.add(image.getRGB(x, y));
    }
    return colours;
  }
}
