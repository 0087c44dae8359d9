package io.asva.media.internal;

import io.asva.media.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Crops, turns and mirrors a picture as the properties of its item say, in their order. */
final class HeifTransforms {
  private HeifTransforms() {}

  static Picture apply(Picture stored, HeifItems items, HeifItem item) throws IOException {
    Picture picture = stored;
    for (IsoFile.Box each : item.properties()) {
      switch (each.type()) {
        case "clap" -> picture = cropped(picture, items.content(each));
        case "irot" -> picture = turned(items.content(each).get()).apply(picture);
        case "imir" -> picture = mirrored(items.content(each).get()).apply(picture);
        default -> {}
      }
    }
    return picture;
  }

  /** The turn for quarters against the clock. */
  private static Orientation turned(int quarters) {
    return switch (quarters & 3) {
      case 1 -> Orientation.THREE_QUARTER_TURN;
      case 2 -> Orientation.HALF_TURN;
      case 3 -> Orientation.QUARTER_TURN;
      default -> Orientation.UPRIGHT;
    };
  }

  private static Orientation mirrored(int axis) {
    return (axis & 1) == 0 ? Orientation.FLIPPED : Orientation.MIRRORED;
  }

  /** The part that is asked for; the whole where that makes no sense. */
  private static Picture cropped(Picture picture, ByteBuffer clap) {
    double width = fraction(clap);
    double height = fraction(clap);
    // From the middle of the picture to that of the part.
    double right = fraction(clap);
    double down = fraction(clap);
    double left = (picture.width() - width) / 2 + right;
    double top = (picture.height() - height) / 2 + down;
    boolean sensible =
        width >= 1
            && height >= 1
            && left >= 0
            && top >= 0
            && left + width <= picture.width()
            && top + height <= picture.height();
    return sensible
        ? Canvas.lay(picture, -(int) left, -(int) top, (int) width, (int) height, Canvas.WHITE)
        : picture;
  }

  private static double fraction(ByteBuffer bytes) {
    return bytes.getInt() / (double) bytes.getInt();
  }
}
