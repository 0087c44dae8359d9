package io.asva.examples.drawn;

/** A kind of place in which things are, with its acoustics. */
public enum Place {
  /** A wall of planks and a stone floor. */
  WORKSHOP(0.45, 0.16),
  /** Hills under a sky. */
  MEADOW(0.12, 0.03),
  /** Sand before the sea. */
  BEACH(0.1, 0.02),
  /** A papered wall and a floor of boards. */
  ROOM(0.32, 0.12),
  /** Snow under the moon. */
  NIGHT(0.2, 0.05),
  /** A curtain and boards in a spot of light. */
  STAGE(0.8, 0.2),
  /** Tiles. */
  KITCHEN(0.55, 0.2);

  private final double echo;
  private final double wet;

  Place(double echo, double wet) {
    this.echo = echo;
    this.wet = wet;
  }

  /** The place's acoustics. */
  Room room() {
    return new Room(echo, wet);
  }
}
