package io.asva.core.runtime;

import io.asva.core.runtime.internal.DeviceResolver;

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

  /**
   * Decides which device it is and checks that it works. A CUDA device is tried with a small
   * network, once in a process.
   *
   * @throws DeviceException if this is a CUDA device that can't be used, or if ONNX Runtime itself
   *     can't: the message names what is missing and what to do
   */
  default ResolvedDevice resolve() {
    return DeviceResolver.resolve(this);
  }

  /**
   * The same device, computing in half precision: half the memory, and on a GPU about twice the
   * speed, for results that agree to about two digits. Statistics of group norms and the angles of
   * embeddings stay in single precision.
   */
  default Device halfPrecision() {
    return this instanceof Half ? this : new Half(this);
  }

  /** The processor. */
  record Cpu() implements Device {
    @Override
    public String toString() {
      return "CPU";
    }
  }

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

    @Override
    public String toString() {
      return "CUDA device " + index;
    }
  }

  /**
   * A device that computes in half precision.
   *
   * @param device the device
   */
  record Half(Device device) implements Device {
    /** Rejects what is half precision already. */
    public Half {
      if (device instanceof Half) {
        throw new IllegalArgumentException("half precision can't be halved again");
      }
    }

    @Override
    public String toString() {
      return device + " in half precision";
    }
  }

  /** The first CUDA device where there is one, else the processor. */
  record Auto() implements Device {
    @Override
    public String toString() {
      return "the first CUDA device, else the CPU";
    }
  }
}
