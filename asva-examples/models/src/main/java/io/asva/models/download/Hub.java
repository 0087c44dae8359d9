package io.asva.models.download;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model hub, and the token by which it knows somebody. Immutable.
 *
 * <p>The token goes to the hub's own scheme, host and port alone: not to where the hub redirects
 * to, and not to any other server.
 *
 * @param endpoint the hub's address
 * @param token none for what anybody may fetch
 */
public record Hub(URI endpoint, Optional<String> token) {
  /** Hugging Face's. */
  public static final URI HUGGING_FACE = URI.create("https://huggingface.co");

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  /**
   * A hub.
   *
   * @throws DownloadException if the address is none of a web server, or the token can't be one
   */
  public Hub {
    Objects.requireNonNull(token, "token");
    Addresses.require(endpoint, "The hub's address (HF_ENDPOINT)");
    if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
      // Java's own message would hold it.
      throw new DownloadException(
          "The hub's token (HF_TOKEN) has blanks or other signs that no token has; copy it anew.");
    }
  }

  /** Whether an address lies in the hub. */
  boolean holds(URI address) {
    return Addresses.origin(address).equals(Addresses.origin(endpoint));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "Hub[%s, %s token]", endpoint, token.isPresent() ? "with" : "without");
  }
}
