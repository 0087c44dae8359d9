package io.asva.core.initial;

import io.asva.core.message.Listing;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Weights that come from a checkpoint as far as it has them, and are fresh else. Those of the
 * checkpoint stay in its file.
 *
 * @param weights all of them, in the network's order
 * @param fresh the names of those that the checkpoint doesn't give
 * @param unused the names in the checkpoint that the network doesn't have
 */
public record MergedWeights(Weights weights, List<String> fresh, List<String> unused) {
  private static final int LISTED = 12;

  /** Copies the lists. */
  public MergedWeights {
    fresh = List.copyOf(fresh);
    unused = List.copyOf(unused);
  }

  /**
   * Takes every weight whose name and shape a checkpoint has, but for extents of 1 at the end, from
   * it.
   *
   * @param given the checkpoint
   * @param network all weights of the network
   * @param kept names of weights that stay fresh even if the checkpoint has them
   * @param file where fresh weights go that are too many for memory
   * @throws WeightsException if fresh weights can't be made or written
   */
  public static MergedWeights of(
      Weights given, FreshWeights network, Predicate<String> kept, Path file) {
    Map<String, Shape> shapes = network.shapes();
    List<String> fresh = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          boolean has =
              given.find(name).filter(t -> t.shape().isSameButForTrailingOnes(shape)).isPresent();
          if (!has || kept.test(name)) {
            fresh.add(name);
          }
        });
    Weights made = network.without(name -> !fresh.contains(name)).inMemoryOr(file);
    List<WeightTensor> all = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          Optional<WeightTensor> drawn = made.find(name);
          all.add(drawn.orElseGet(() -> given.require(name).withShape(shape)));
        });
    List<String> unused =
        given.tensors().stream()
            .map(WeightTensor::name)
            .filter(name -> !shapes.containsKey(name))
            .toList();
    return new MergedWeights(Weights.of(given.source(), all), fresh, unused);
  }

  /**
   * Checks that the checkpoint is one of the network.
   *
   * @param network what it is, as it follows "of this": "UNet"
   * @param mayBeFresh names that a checkpoint need not have
   * @return this
   * @throws WeightsException if it lacks other weights or has too many; the message lists them
   */
  public MergedWeights require(String network, Predicate<String> mayBeFresh) {
    List<String> problems = new ArrayList<>();
    fresh.stream()
        .filter(mayBeFresh.negate())
        .forEach(name -> problems.add("missing or of another shape: " + name));
    unused.forEach(name -> problems.add("not expected: " + name));
    if (problems.isEmpty()) {
      return this;
    }
    throw new WeightsException(
        "The weights in "
            + weights.source()
            + " are not those of this "
            + network
            + ":"
            + Listing.lines(problems, LISTED));
  }
}
