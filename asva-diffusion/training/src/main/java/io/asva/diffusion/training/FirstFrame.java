package io.asva.diffusion.training;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Value;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;

/** The treatment of a clip's first frame in training. */
public enum FirstFrame {
  /** It is given without noise, and the loss leaves it out, as AVSyncD is trained. */
  GIVEN,
  /** It is given without noise, and the loss counts it ({@code loss_on_first_frame}). */
  GIVEN_AND_COUNTED,
  /** It is a frame like the others: noisy, and counted. For images, which have no other frame. */
  NOISY;

  /**
   * Puts the first frames of clips, (batch, frames, ...), into others of the same shape, if they
   * are given.
   */
  void keep(FloatTensor from, FloatTensor into) {
    if (this == NOISY) {
      return;
    }
    Shape shape = from.shape();
    int frame = Math.toIntExact(shape.elements(2, shape.rank()));
    for (int clip = 0; clip < shape.dim(0); clip++) {
      int at = clip * shape.dim(1) * frame;
      System.arraycopy(from.values(), at, into.values(), at, frame);
    }
  }

  /**
   * Describes those frames of clips, (batch, frames, ...), that the loss counts.
   *
   * @throws GraphException if there are none
   */
  Value counted(GraphBuilder g, Value clips) {
    int frames = clips.dim(1);
    int from = this == GIVEN ? 1 : 0;
    if (frames <= from) {
      throw new GraphException(
          "A clip of "
              + frames
              + " frame whose first frame is given leaves nothing to learn; take clips of more"
              + " frames, or make the first frame noisy.");
    }
    return g.slice(clips, 1, from, frames);
  }
}
