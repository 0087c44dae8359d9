package io.asva.training.torchscript;

/**
 * In which numbers a network computes while it is trained. Weights, their gradients and the
 * optimiser's memory are in single precision in any case: in the two shorter ones, libtorch's
 * autocast casts the arguments of linears, convolutions and attention for each use, and leaves to
 * single precision what it must.
 */
public enum Precision {
  /** Single precision throughout. */
  SINGLE,
  /** 8 bits of mantissa, and the range of single precision; on a processor too. */
  BFLOAT16,
  /**
   * 11 bits of mantissa, and a range from 6e-8 to 65504: the loss has to be scaled for the
   * gradients to be in it. For CUDA devices; libtorch computes it on a processor too, slowly.
   */
  FLOAT16
}
