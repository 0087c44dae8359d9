package io.asva.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * All files of the published models, and where their authors publish them, as the resource {@code
 * catalogue.json} says. It holds no address, size or hash that none of its sources has.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param files in the order in which they are listed
 */
public record Catalogue(List<Published> files) {
  private static final String RESOURCE = "catalogue.json";

  /** Copies the list. */
  public Catalogue {
    files = List.copyOf(files);
  }

  /** The catalogue that comes with the library. */
  public static Catalogue published() {
    return Holder.PUBLISHED;
  }

  /** The files that any of some purposes takes, of those of all models and of a data set's. */
  public List<Published> files(Set<Purpose> purposes, String dataset) {
    Objects.requireNonNull(dataset, "dataset");
    return files.stream()
        .filter(file -> !Collections.disjoint(file.uses().keySet(), purposes))
        .filter(file -> file.dataset().map(dataset::equals).orElse(true))
        .toList();
  }

  private static final class Holder {
    static final Catalogue PUBLISHED = read();

    private static Catalogue read() {
      try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
        return CatalogueJson.read(Objects.requireNonNull(in, RESOURCE));
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE + " can't be read", e);
      }
    }
  }
}
