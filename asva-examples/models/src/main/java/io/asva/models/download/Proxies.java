package io.asva.models.download;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names: {@code https_proxy}, {@code http_proxy}, {@code
 * all_proxy}, in capitals as well but for {@code HTTP_PROXY}, which a web server's environment may
 * hold for another reason, and {@code no_proxy}. Java's own settings come first.
 */
final class Proxies extends ProxySelector {
  private static final List<String> PROPERTIES =
      List.of("https.proxyHost", "http.proxyHost", "socksProxyHost", "java.net.useSystemProxies");

  private final UnaryOperator<@Nullable String> environment;

  private Proxies(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /** Java's proxies where properties set some, else the environment's. */
  static ProxySelector of(UnaryOperator<@Nullable String> environment) {
    boolean set = PROPERTIES.stream().anyMatch(name -> System.getProperty(name) != null);
    ProxySelector java = ProxySelector.getDefault();
    return set && java != null ? java : new Proxies(environment);
  }

  @Override
  public List<Proxy> select(URI address) {
    return named(address)
        .map(
            proxy ->
                new Proxy(
                    Proxy.Type.HTTP,
                    new InetSocketAddress(
                        Objects.requireNonNull(proxy.getHost()),
                        proxy.getPort() < 0 ? 80 : proxy.getPort())))
        .map(List::of)
        .orElse(List.of(Proxy.NO_PROXY));
  }

  private Optional<URI> named(URI address) {
    String scheme = Addresses.scheme(address);
    if (isExcepted(String.valueOf(address.getHost()).toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return variable(scheme + "_proxy").or(() -> variable("all_proxy")).map(Proxies::parse);
  }

  /** The name and password in the address of the proxy for an address, as the proxy wants them. */
  static Optional<String> login(ProxySelector proxies, URI address) {
    return proxies instanceof Proxies named
        ? named
            .named(address)
            .map(URI::getUserInfo)
            .map(login -> login.getBytes(StandardCharsets.UTF_8))
            .map(login -> "Basic " + Base64.getEncoder().encodeToString(login))
        : Optional.empty();
  }

  private Optional<String> variable(String name) {
    String value = environment.apply(name);
    if ((value == null || value.isEmpty()) && !name.equals("http_proxy")) {
      value = environment.apply(name.toUpperCase(Locale.ROOT));
    }
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  private boolean isExcepted(String host) {
    for (String entry : variable("no_proxy").orElse("").split("[,\\s]+", -1)) {
      String suffix = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
      if (entry.equals("*")
          || (!suffix.isEmpty() && (host.equals(suffix) || host.endsWith("." + suffix)))) {
        return true;
      }
    }
    return false;
  }

  private static URI parse(String value) {
    URI proxy;
    try {
      proxy = URI.create(value.contains("://") ? value : "http://" + value);
    } catch (IllegalArgumentException e) {
      throw new DownloadException(unusable("no address"), e);
    }
    if (proxy.getHost() == null || !Addresses.scheme(proxy).equals("http")) {
      throw new DownloadException(unusable("not of the form http://HOST:PORT"));
    }
    return proxy;
  }

  /** The value isn't repeated: it may hold a password. */
  private static String unusable(String why) {
    return "The proxy that the environment names (https_proxy, http_proxy, all_proxy) is "
        + why
        + ".";
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException e) {
    // Whoever connects is told.
  }
}
