package io.asva.serve.upload;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kind and the sizes of a file, as they were found in it.
 *
 * <p>Immutable.
 *
 * @param kind of file
 * @param width of its images in pixels; null without images
 * @param height of its images in pixels; null without images
 * @param seconds how long it lasts; null of an image
 * @param waveform the loudest sample of each of equal parts, 0 to 1; null without audio
 */
public record MediaFacts(
    MediaKind kind,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Double seconds,
    @Nullable List<Double> waveform) {
  /** Whether it can be heard. */
  @JsonIgnore
  public boolean hasAudio() {
    return waveform != null;
  }

  /** Whether it can be seen. */
  @JsonIgnore
  public boolean hasImages() {
    return width != null;
  }
}
