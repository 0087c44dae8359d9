package io.asva.diffusion.training;

/** The treatment of a clip's first frame in training. */
public enum FirstFrame {
  /** It is given without noise, and the loss leaves it out, as AVSyncD is trained. */
  GIVEN,
  /** It is given without noise, and the loss counts it ({@code loss_on_first_frame}). */
  GIVEN_AND_COUNTED,
  /** It is a frame like the others: noisy, and counted. For images, which have no other frame. */
  NOISY;

  boolean given() {
    return this != NOISY;
  }

  boolean counted() {
    return this != GIVEN;
  }
}
