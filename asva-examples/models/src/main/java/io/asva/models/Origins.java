package io.asva.models;

import io.asva.models.download.DownloadException;
import io.asva.models.download.Hub;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where each file is fetched from.
 *
 * @param hub of the files that lie in one
 * @param mirror of a whole folder, in place of all others
 */
record Origins(Hub hub, Optional<URI> mirror) {
  /** Requires a mirror to be on a web server. */
  Origins {
    mirror.ifPresent(
        address -> {
          String scheme = String.valueOf(address.getScheme());
          if (address.getUserInfo() != null) {
            throw new DownloadException(
                "The mirror's address holds a name or password, which isn't supported; give a mirror"
                    + " that asks for none.");
          }
          if (address.getHost() == null || !scheme.matches("(?i)https?")) {
            throw new DownloadException(
                "The mirror is \""
                    + address
                    + "\"; an address that begins with https:// was expected.");
          }
        });
  }

  boolean isMirrored() {
    return mirror.isPresent();
  }

  /** The address of a file; none where a person must ask for it. */
  Optional<URI> address(ModelsFolder folder, ListedFile file) {
    if (mirror.isPresent()) {
      return Optional.of(below(mirror.get(), folder.root(), file.place()));
    }
    Published published = file.published();
    return published.address().or(() -> published.hub().map(f -> f.address(hub.endpoint())));
  }

  private static URI below(URI mirror, Path root, Path file) {
    List<String> names = new ArrayList<>();
    root.toAbsolutePath()
        .normalize()
        .relativize(file.toAbsolutePath().normalize())
        .forEach(name -> names.add(name.toString()));
    String base = mirror.getPath().endsWith("/") ? mirror.getPath() : mirror.getPath() + "/";
    try {
      return new URI(
          mirror.getScheme(),
          mirror.getAuthority(),
          base + String.join("/", names),
          mirror.getQuery(),
          null);
    } catch (URISyntaxException e) {
      throw new ModelsException("The mirror " + mirror + " has no place for " + file, e);
    }
  }
}
