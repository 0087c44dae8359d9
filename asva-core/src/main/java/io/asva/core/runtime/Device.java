package io.asva.core.runtime;

/**
 * Where networks run.
 *
 * <p>Immutable.
 */
public sealed interface Device {
  /** The processor. */
  static Device cpu() {
    return new Cpu();
  }

  /**
   * A CUDA device, or an error when a model is opened on it that names what is missing.
   *
   * @param index the device's number, from 0
   * @throws IllegalArgumentException if the number is negative
   */
  static Device cuda(int index) {
    return new Cuda(index);
  }

  /** The first CUDA device where there is one, else the processor. */
  static Device auto() {
    return new Auto();
  }

  /** The processor. */
  record Cpu() implements Device {}

  /**
   * A CUDA device.
   *
   * @param index its number, from 0
   */
  record Cuda(int index) implements Device {
    /** Rejects negative numbers. */
    public Cuda {
      if (index < 0) {
        throw new IllegalArgumentException("a CUDA device's number must not be negative: " + index);
      }
    }
  }

  /** The first CUDA device where there is one, else the processor. */
  record Auto() implements Device {}
}
