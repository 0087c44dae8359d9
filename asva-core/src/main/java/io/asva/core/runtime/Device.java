package io.asva.core.runtime;

import io.asva.core.runtime.internal.DeviceResolver;
import java.util.Objects;

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
   * The same place, computing in a precision.
   *
   * @throws NullPointerException if it is null
   */
  default Device precision(Precision precision) {
    return Objects.requireNonNull(precision, "precision") == Precision.FP32
        ? place()
        : new InPrecision(place(), precision);
  }

  /** The precision that networks compute in; {@link Precision#FP32} unless it was chosen. */
  default Precision precision() {
    return Precision.FP32;
  }

  /** The same without its precision: a {@link Cpu}, a {@link Cuda} or {@link Auto}. */
  default Device place() {
    return this;
  }

  /** The same place, computing in {@link Precision#FP16}. */
  default Device halfPrecision() {
    return precision(Precision.FP16);
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
   * A device that computes in a chosen precision, as {@link #precision(Precision)} makes it.
   *
   * @param place the device
   * @param precision in which it computes, never {@link Precision#FP32}
   */
  record InPrecision(Device place, Precision precision) implements Device {
    /** Rejects what has a precision already, and the usual one, so that equal devices are equal. */
    public InPrecision {
      Objects.requireNonNull(place, "place");
      Objects.requireNonNull(precision, "precision");
      if (place instanceof InPrecision || precision == Precision.FP32) {
        throw new IllegalArgumentException("make it by device.precision(" + precision + ")");
      }
    }

    @Override
    public String toString() {
      return place + " in " + precision.word();
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
