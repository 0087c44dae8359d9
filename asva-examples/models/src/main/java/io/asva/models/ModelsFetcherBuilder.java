package io.asva.models;

import io.asva.core.files.IfExists;
import io.asva.models.download.Hub;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses where models are fetched from. Not safe for use by many threads. */
public final class ModelsFetcherBuilder {
  private @Nullable Hub hub;
  private @Nullable URI mirror;
  private IfExists ifExists = IfExists.FAIL;

  ModelsFetcherBuilder() {}

  /**
   * The hub that has Stable Diffusion's files. Default: the one that {@code HF_ENDPOINT} names,
   * else Hugging Face's, with the token in {@code HF_TOKEN}, if there is one.
   */
  public ModelsFetcherBuilder hub(Hub hub) {
    this.hub = Objects.requireNonNull(hub, "hub");
    return this;
  }

  /**
   * The address of a folder of models on a web server, from which all is fetched instead: each file
   * from the place below it that it has in a folder of models.
   */
  public ModelsFetcherBuilder mirror(URI mirror) {
    this.mirror = Objects.requireNonNull(mirror, "mirror");
    return this;
  }

  /** Whether a file that is cut short or of another kind is replaced. Default: it is kept. */
  public ModelsFetcherBuilder ifExists(IfExists ifExists) {
    this.ifExists = Objects.requireNonNull(ifExists, "ifExists");
    return this;
  }

  /**
   * The fetcher.
   *
   * @throws io.asva.models.download.DownloadException if the hub's or the mirror's address is none
   */
  public ModelsFetcher build() {
    return new ModelsFetcher(
        hub == null ? ofEnvironment() : hub, Optional.ofNullable(mirror), ifExists);
  }

  private static Hub ofEnvironment() {
    Optional<String> endpoint = variable("HF_ENDPOINT");
    try {
      return new Hub(endpoint.map(URI::create).orElse(Hub.HUGGING_FACE), variable("HF_TOKEN"));
    } catch (IllegalArgumentException e) {
      throw new ModelsException(
          "HF_ENDPOINT is \"" + endpoint.orElse("") + "\", which is no web address.", e);
    }
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).map(String::strip).filter(s -> !s.isEmpty());
  }
}
