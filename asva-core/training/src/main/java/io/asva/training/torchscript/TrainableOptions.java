package io.asva.training.torchscript;

import io.asva.core.runtime.Device;
import java.util.function.Predicate;

/**
 * How a network is opened for training.
 *
 * @param trained tells which weights are trained by their names in the checkpoint; the others stay
 *     as they are
 * @param recomputation what is kept of a forward pass
 * @param frozen where weights that are not trained lie
 * @param precision in which the network computes
 * @param device where it does
 */
public record TrainableOptions(
    Predicate<String> trained,
    Recomputation recomputation,
    FrozenWeights frozen,
    Precision precision,
    Device device) {

  /** Where weights lie that are not trained. */
  public enum FrozenWeights {
    /** In memory. */
    COPIED,
    /**
     * In their file, as far as they lie there as single precision numbers. Nothing may write to
     * them. The file must not be cut while it is in use; it may be replaced or removed.
     */
    MAPPED
  }

  /** All weights are trained, and everything is kept, in single precision on the processor. */
  public static TrainableOptions all() {
    return new TrainableOptions(
        name -> true, Recomputation.NONE, FrozenWeights.COPIED, Precision.SINGLE, Device.cpu());
  }

  /** The same options, with only those weights trained. */
  public TrainableOptions withTrained(Predicate<String> names) {
    return new TrainableOptions(names, recomputation, frozen, precision, device);
  }

  /** The same options, with another choice of what is kept. */
  public TrainableOptions withRecomputation(Recomputation choice) {
    return new TrainableOptions(trained, choice, frozen, precision, device);
  }

  /** The same options, with another place for weights that are not trained. */
  public TrainableOptions withFrozen(FrozenWeights place) {
    return new TrainableOptions(trained, recomputation, place, precision, device);
  }

  /** The same options, with another precision. */
  public TrainableOptions withPrecision(Precision choice) {
    return new TrainableOptions(trained, recomputation, frozen, choice, device);
  }

  /**
   * The same options, on another device: see {@link LibTorch#device}. What is trained on a CUDA
   * device lies in its memory, the optimiser's too; results aren't the same bits each time.
   */
  public TrainableOptions withDevice(Device choice) {
    return new TrainableOptions(trained, recomputation, frozen, precision, choice);
  }
}
