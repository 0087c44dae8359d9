package io.asva.sync;

import io.asva.core.tensor.FloatTensor;
import java.util.List;

/**
 * The classifier's embedding of audio, for scoring it with many videos. It fits the scorer that
 * made it, and others of the same weights.
 *
 * @param values (1, width)
 * @param notes what a user should know of it: that the audio was too short
 */
public record AudioEmbedding(FloatTensor values, List<String> notes) {
  /** Copies the list. */
  public AudioEmbedding {
    notes = List.copyOf(notes);
  }
}
