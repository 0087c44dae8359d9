package io.asva.unet;

import io.asva.core.runtime.Scratch;

/**
 * The part of the UNet that an evaluation runs.
 *
 * @param depth which blocks
 * @param outer what becomes of the memory that the outer blocks compute in, or all blocks of a UNet
 *     that isn't cut
 * @param inner what becomes of that of the inner blocks
 */
public record UnetPass(Depth depth, Scratch outer, Scratch inner) {
  /** All blocks. */
  public static final UnetPass WHOLE = new UnetPass(Depth.WHOLE, Scratch.KEEP, Scratch.KEEP);

  /** The outer blocks alone, around the features that the inner ones gave before. */
  public static final UnetPass OUTER = new UnetPass(Depth.OUTER, Scratch.KEEP, Scratch.KEEP);

  /** Which blocks of a UNet run. */
  public enum Depth {
    /** All; the features that the inner ones give are remembered if the UNet is cut. */
    WHOLE,
    /** The outer ones, around remembered features. */
    OUTER
  }

  /** All blocks of a UNet that isn't cut. */
  static UnetPass whole(Scratch scratch) {
    return new UnetPass(Depth.WHOLE, scratch, scratch);
  }
}
