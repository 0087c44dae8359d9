package io.asva.serve.http;

import io.asva.diffusion.GuidanceScales;
import io.asva.media.MediaLimits;
import io.asva.serve.upload.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a site.
 *
 * <p>Immutable.
 *
 * @param names that browsers know it by, besides localhost and addresses of numbers
 * @param token that is asked for; none if null
 * @param mostBytes of a request
 * @param limits of what a file may be
 * @param guidance where a request says nothing of it
 * @param samples that are offered
 * @param incoming where files are while they come
 * @param log is told of failures that no message explains
 */
public record Settings(
    Set<String> names,
    @Nullable String token,
    long mostBytes,
    MediaLimits limits,
    GuidanceScales guidance,
    List<Sample> samples,
    Path incoming,
    BiConsumer<String, Throwable> log) {
  /** Copies the collections. */
  public Settings {
    names = Set.copyOf(names);
    samples = List.copyOf(samples);
  }
}
