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

  /** The files that aren't there and whose work no other does, which can be fetched. */
  public List<ListedFile> fetchable() {
    return files.stream()
        .filter(file -> !file.isHere() && file.need() != Need.SPARED)
        .filter(file -> file.published().isFetchable())
        .toList();
  }

  /** The files that are needed and aren't there, and that a person must ask for. */
  public List<ListedFile> byHand() {
    return lacking().stream().filter(file -> !file.published().isFetchable()).toList();
  }
}
