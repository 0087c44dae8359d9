package io.asva.models;

import java.util.List;

/**
 * The files that a purpose takes, in the catalogue's order. Immutable.
 *
 * @param files each with what is at its place
 */
public record Listing(List<ListedFile> files) {
  /** Copies the list. */
  public Listing {
    files = List.copyOf(files);
  }

  /** Whether everything is there that is needed. */
  public boolean isComplete() {
    return lacking().isEmpty();
  }

  /** The files that are needed and aren't there. */
  public List<ListedFile> lacking() {
    return files.stream().filter(ListedFile::isLacking).toList();
  }

  /** Those of them that can be fetched without a person. */
  public List<ListedFile> fetchable() {
    return lacking().stream().filter(file -> file.published().isFetchable()).toList();
  }

  /** Those of them that a person must ask for. */
  public List<ListedFile> byHand() {
    return lacking().stream().filter(file -> !file.published().isFetchable()).toList();
  }
}
