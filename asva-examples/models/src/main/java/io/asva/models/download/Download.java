package io.asva.models.download;

import io.asva.core.files.IfExists;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A file that is to be fetched. Immutable.
 *
 * @param address from which
 * @param target the place that it is for
 * @param size that it must have; none if nobody says
 * @param checksum that it must have; none if nobody says
 * @param ifExists whether a file at its place is replaced
 * @param check looks at the whole file before it is put into its place, and throws if it isn't the
 *     one that was meant
 */
public record Download(
    URI address,
    Path target,
    OptionalLong size,
    Optional<Checksum> checksum,
    IfExists ifExists,
    Consumer<Path> check) {

  /** Requires all. */
  public Download {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(checksum, "checksum");
    Objects.requireNonNull(ifExists, "ifExists");
    Objects.requireNonNull(check, "check");
  }

  /** Any file at an address, which is put where nothing is yet. */
  public static Download of(URI address, Path target) {
    return new Download(
        address, target, OptionalLong.empty(), Optional.empty(), IfExists.FAIL, file -> {});
  }

  /** The same, to be checked against a published size and hash. */
  public Download expecting(OptionalLong size, Optional<Checksum> checksum) {
    return new Download(address, target, size, checksum, ifExists, check);
  }
}
