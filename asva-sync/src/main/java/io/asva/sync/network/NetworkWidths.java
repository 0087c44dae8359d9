package io.asva.sync.network;

import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many channels an audio or video network has.
 *
 * @param stem of the first convolution's result
 * @param stages of the results of the four stages that follow; the last is the embedding's length
 */
public record NetworkWidths(int stem, List<Integer> stages) {
  static final int STAGES = 4;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are not four stages
   */
  public NetworkWidths {
    stages = List.copyOf(stages);
    if (stages.size() != STAGES) {
      throw new IllegalArgumentException("four stages are needed, not " + stages);
    }
  }

  /** The published networks': 64, then 64, 128, 256, 512. */
  public static NetworkWidths published() {
    return new NetworkWidths(64, List.of(64, 128, 256, 512));
  }

  /** Numbers of the embedding. */
  public int embedding() {
    return stages.get(STAGES - 1);
  }

  /**
   * The widths that tensors have.
   *
   * @param stem name of the first convolution's weight
   * @param stages names of the weights of each stage's first convolution
   * @throws WeightsException if a tensor is missing or is no weight of such a convolution
   */
  static NetworkWidths of(Weights weights, String stem, List<String> stages, int rank) {
    List<Integer> found = new ArrayList<>();
    for (String name : stages) {
      found.add(channels(weights, name, rank));
    }
    return new NetworkWidths(channels(weights, stem, rank), found);
  }

  private static int channels(Weights weights, String name, int rank) {
    Shape shape = weights.require(name).shape();
    if (shape.rank() != rank || shape.elements() == 0) {
      throw new WeightsException(
          weights.source() + ": " + name + " is " + shape + ", expected " + rank + " dimensions.");
    }
    return shape.dim(0);
  }
}
