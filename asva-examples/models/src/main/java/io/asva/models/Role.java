package io.asva.models;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a purpose depends on a file. */
public enum Role {
  /** Nothing is done without it. */
  @JsonProperty("needed")
  NEEDED,
  /** It encodes texts; not needed where the data set's texts are encoded already. */
  @JsonProperty("text encoder")
  TEXT_ENCODER,
  /** It holds texts that are encoded already; not needed where they can be encoded. */
  @JsonProperty("encoded texts")
  ENCODED_TEXTS,
  /** All is done without it, though not in each case as the original does it. */
  @JsonProperty("optional")
  OPTIONAL
}
