package io.asva.models.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Asks for a file, and follows redirects. HTTP's own client follows them, too, but would neither
 * keep the token from other servers nor show the headers of the hub's redirect.
 */
final class Requests {
  private static final int MOST_REDIRECTS = 10;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final ProxySelector proxies;
  private final Optional<Hub> hub;
  private final Duration patience;

  /** With a client that has no authenticator: it would leave headers out that are set here. */
  Requests(HttpClient client, ProxySelector proxies, Optional<Hub> hub, Duration patience) {
    this.client = client;
    this.proxies = proxies;
    this.hub = hub;
    this.patience = patience;
  }

  /**
   * Asks for a file, or for what follows its first bytes.
   *
   * @param from how many bytes are there already
   * @param version the name of the version that they are of; none if it needn't be the same
   */
  Answer get(URI address, long from, Optional<String> version)
      throws IOException, InterruptedException {
    URI next = address;
    OptionalLong size = OptionalLong.empty();
    Optional<Checksum> checksum = Optional.empty();
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<InputStream> response =
          client.send(request(next, from, version), BodyHandlers.ofInputStream());
      if (isFromHub(address, next)) {
        size = size.isPresent() ? size : Answer.number(response, "X-Linked-Size");
        checksum =
            checksum.or(
                () -> response.headers().firstValue("X-Linked-ETag").flatMap(Checksum::linked));
      }
      if (!REDIRECTS.contains(response.statusCode())) {
        return new Answer(response, size, checksum);
      }
      response.body().close();
      next = target(next, response);
    }
    throw new DownloadException(
        Addresses.words(address)
            + " redirects more than "
            + MOST_REDIRECTS
            + " times; give another address, or a mirror.");
  }

  /** Only the hub that was asked first says what its file is. */
  private boolean isFromHub(URI address, URI next) {
    return hub.isPresent() && hub.get().holds(address) && hub.get().holds(next);
  }

  private HttpRequest request(URI address, long from, Optional<String> version) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("User-Agent", "asva-models")
            .header("Accept-Encoding", "identity");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
      version.ifPresent(name -> request.header("If-Range", name));
    }
    hub.filter(h -> h.holds(address))
        .flatMap(Hub::token)
        .ifPresent(token -> request.header("Authorization", "Bearer " + token));
    Proxies.login(proxies, address)
        .ifPresent(login -> request.header("Proxy-Authorization", login));
    return request.build();
  }

  private static URI target(URI from, HttpResponse<InputStream> response) {
    String location = response.headers().firstValue("Location").orElse("");
    URI next;
    try {
      next = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new DownloadException(
          Addresses.words(from) + " redirects to \"" + location + "\", which is no address.", e);
    }
    Addresses.require(next, "The address to which " + Addresses.words(from) + " redirects");
    if (Addresses.scheme(from).equals("https") && !Addresses.scheme(next).equals("https")) {
      throw new DownloadException(
          Addresses.words(from)
              + " redirects to "
              + Addresses.words(next)
              + ", which isn't encrypted; that is not followed.");
    }
    return next;
  }
}
