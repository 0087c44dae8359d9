package io.asva.core.weights.lora;

import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;

/**
 * The product that a LoRA adds to one layer: up times down, times a number.
 *
 * @param name the layer's name as the file has it
 * @param layer the layer's name in the network, underscores in place of dots
 * @param down (rank, in), for convolutions (rank, in, height, width)
 * @param up (out, rank), for convolutions (out, rank, 1, 1)
 * @param share what the product is multiplied by: alpha / rank
 */
record LoraLayer(String name, String layer, WeightTensor down, WeightTensor up, double share) {
  /**
   * Whether the product can be added to a weight, linear layers being convolutions of one pixel.
   */
  boolean fits(Shape weight) {
    return down.shape().with(0, up.shape().dim(0)).isSameButForTrailingOnes(weight);
  }

  /** The number of rows of down. */
  int rank() {
    return down.shape().dim(0);
  }
}
