package io.asva.sync;

import io.asva.core.tensor.FloatTensor;
import java.util.List;

/**
 * The classifier's embedding of a clip's frames, for scoring it with many audio clips. It fits the
 * scorer that made it, and others of the same weights.
 *
 * @param values (1, width)
 * @param notes what a user should know of it: that the last frame was repeated
 */
public record VideoEmbedding(FloatTensor values, List<String> notes) {
  /** Copies the list. */
  public VideoEmbedding {
    notes = List.copyOf(notes);
  }
}
