package io.asva.models.download;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** Web addresses. */
final class Addresses {
  private Addresses() {}

  static void require(URI address, String what) {
    String scheme = scheme(address);
    if (address.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new DownloadException(
          what + " is \"" + address + "\"; one that begins with https:// was expected.");
    }
  }

  /** Scheme, host and port, which together are one server. */
  static String origin(URI address) {
    String scheme = scheme(address);
    int usual = scheme.equals("https") ? 443 : 80;
    return scheme
        + "://"
        + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT)
        + ":"
        + (address.getPort() < 0 ? usual : address.getPort());
  }

  /** An address for a message: what follows its path may be a signature that opens doors. */
  static String words(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
  }

  static String scheme(URI address) {
    return Objects.requireNonNullElse(address.getScheme(), "").toLowerCase(Locale.ROOT);
  }
}
