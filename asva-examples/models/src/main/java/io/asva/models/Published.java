package io.asva.models;

import io.asva.models.download.Checksum;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file as its authors publish it. Immutable.
 *
 * @param part which of the models' files it is
 * @param dataset whose model it belongs to; none if to all
 * @param uses the purposes that take it, with its role in each
 * @param size in bytes; none if no source says it
 * @param checksum of its content; none if no source says it
 * @param address from which it can be fetched as it is; none where a person must ask for it
 * @param hub where in a model hub it lies; none if in no such hub
 * @param page on which its authors publish it
 * @param licence of the file; none if no source says it
 * @param sources of all these
 */
public record Published(
    ModelPart part,
    Optional<String> dataset,
    Map<Purpose, Role> uses,
    OptionalLong size,
    Optional<Checksum> checksum,
    Optional<URI> address,
    Optional<HubFile> hub,
    URI page,
    Optional<String> licence,
    List<String> sources) {

  /** Copies the collections. */
  public Published {
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(page, "page");
    uses = Map.copyOf(uses);
    sources = List.copyOf(sources);
  }

  /** The last name of its address in the hub, which a network's folder keeps. */
  Optional<String> name() {
    return hub.map(file -> file.path().substring(file.path().lastIndexOf('/') + 1));
  }

  /** Whether it can be fetched without a person. */
  public boolean isFetchable() {
    return address.isPresent() || hub.isPresent();
  }

  /**
   * A file of a repository in Hugging Face's hub, or a hub that answers alike.
   *
   * @param repository owner and name
   * @param revision a commit, so that the file is the same for ever
   * @param path in the repository
   */
  public record HubFile(String repository, String revision, String path) {
    /** Its address in a hub. */
    public URI address(URI hub) {
      String base = hub.toString();
      return URI.create(
          (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
              + "/"
              + repository
              + "/resolve/"
              + revision
              + "/"
              + path);
    }
  }
}
