package io.asva.models;

import io.asva.models.content.Content.Form;
import java.nio.file.Path;

/**
 * A file of the catalogue, seen from a folder of models. Immutable.
 *
 * @param published what is published
 * @param place where the file lies, or where it is to be put
 * @param state what is there
 * @param need whether it is needed
 */
public record ListedFile(Published published, Path place, FileState state, Need need) {
  /** Whether the file is there, of the right kind. */
  public boolean isHere() {
    return state instanceof FileState.Here;
  }

  /** Whether the file is needed and isn't there. */
  public boolean isLacking() {
    return need == Need.NEEDED && !isHere();
  }

  static ListedFile of(Published published, Place place, FileState state, Need need) {
    return new ListedFile(published, place.target(published.name(), Form.TORCH), state, need);
  }
}
