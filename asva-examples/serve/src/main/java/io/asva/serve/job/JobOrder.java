package io.asva.serve.job;

import io.asva.diffusion.AnimationRequest;
import java.nio.file.Path;
import java.util.Map;

/**
 * Everything a job needs.
 *
 * <p>Immutable.
 *
 * @param request to the animator
 * @param evaluations of the UNet that it takes
 * @param asked what is told of it
 * @param names of its files, as their owner calls them
 * @param release lets go of its files
 */
public record JobOrder(
    AnimationRequest request,
    int evaluations,
    Asked asked,
    Map<Path, String> names,
    Runnable release) {
  /** Copies the names. */
  public JobOrder {
    names = Map.copyOf(names);
  }
}
