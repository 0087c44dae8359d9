package io.asva.models.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxiesTest extends Downloads {
  private static final URI MODELS = URI.create("https://models.invalid/file");

  private static String proxy(URI address, Map<String, String> environment) {
    Proxy proxy = Proxies.of(environment::get).select(address).get(0);
    return proxy.type() == Proxy.Type.DIRECT ? "none" : String.valueOf(proxy.address());
  }

  @Test
  void theEnvironmentNamesThem() {
    assertThat(proxy(MODELS, Map.of())).isEqualTo("none");
    assertThat(proxy(MODELS, Map.of("https_proxy", "http://127.0.0.1:3128")))
        .isEqualTo("/127.0.0.1:3128");
    assertThat(proxy(MODELS, Map.of("HTTPS_PROXY", "127.0.0.1:3128"))).isEqualTo("/127.0.0.1:3128");
    assertThat(proxy(MODELS, Map.of("ALL_PROXY", "127.0.0.1"))).isEqualTo("/127.0.0.1:80");
    assertThat(proxy(MODELS, Map.of("http_proxy", "127.0.0.1:3128"))).isEqualTo("none");
  }

  @Test
  void anUpperCaseHttpProxyMayComeFromARequest() {
    URI plain = URI.create("http://models.invalid/file");
    assertThat(proxy(plain, Map.of("HTTP_PROXY", "127.0.0.1:1"))).isEqualTo("none");
    assertThat(proxy(plain, Map.of("http_proxy", "127.0.0.1:1"))).isEqualTo("/127.0.0.1:1");
  }

  @Test
  void someHostsAreExcepted() {
    Map<String, String> environment =
        Map.of(
            "https_proxy", "127.0.0.1:1", "no_proxy", "localhost, .inside.example,models.invalid");
    assertThat(proxy(MODELS, environment)).isEqualTo("none");
    assertThat(proxy(URI.create("https://a.inside.example/"), environment)).isEqualTo("none");
    assertThat(proxy(URI.create("https://notmodels.invalid/"), environment))
        .isEqualTo("/127.0.0.1:1");
    assertThat(proxy(MODELS, Map.of("https_proxy", "127.0.0.1:1", "NO_PROXY", "*")))
        .isEqualTo("none");
  }

  @Test
  void javasOwnSettingsComeFirst() {
    System.setProperty("https.proxyHost", "127.0.0.9");
    try {
      assertThat(Proxies.of(Map.of("https_proxy", "127.0.0.1:1")::get))
          .isSameAs(ProxySelector.getDefault());
    } finally {
      System.clearProperty("https.proxyHost");
    }
  }

  @Test
  void whatIsNoProxyIsToldWithoutThePassword() {
    assertThatThrownBy(() -> proxy(MODELS, Map.of("https_proxy", "socks5://me:secret@host:1")))
        .isInstanceOf(DownloadException.class)
        .hasMessage(
            "The proxy that the environment names (https_proxy, http_proxy, all_proxy) is not of"
                + " the form http://HOST:PORT.");
  }

  @Test
  void aFileComesThroughAProxyThatIsToldNameAndPassword() throws IOException {
    TestServer proxy =
        serve(
            exchange -> {
              if (exchange.getRequestHeaders().containsKey("Proxy-Authorization")) {
                TestServer.file(exchange, CONTENT);
              } else {
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"here\"");
                TestServer.status(exchange, 407);
              }
            });
    Map<String, String> environment =
        Map.of("http_proxy", "http://me:secret@127.0.0.1:" + proxy.port());
    downloader(Optional.empty(), environment, Disk.REAL)
        .fetch(Download.of(URI.create("http://models.invalid/file"), target()), monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(proxy.asked())
        .last()
        .extracting(a -> a.path())
        .isEqualTo("http://models.invalid/file");
  }
}
