package io.asva.media.internal;

import io.asva.media.Image;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Crops, turns and mirrors an image as the properties of its item say, in their order. */
final class HeifTransforms {
  private HeifTransforms() {}

  static Image apply(Image stored, HeifItems items, HeifItem item) throws IOException {
    Image image = stored;
    for (IsoFile.Box each : item.properties()) {
      switch (each.type()) {
        case "clap" -> image = cropped(image, items.content(each));
        case "irot" -> image = turned(items.content(each).get()).apply(image);
        case "imir" -> image = mirrored(items.content(each).get()).apply(image);
        default -> {}
      }
    }
    return image;
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
  private static Image cropped(Image image, ByteBuffer clap) {
    double width = fraction(clap);
    double height = fraction(clap);
    // From the middle of the image to that of the part.
    double right = fraction(clap);
    double down = fraction(clap);
    double left = (image.width() - width) / 2 + right;
    double top = (image.height() - height) / 2 + down;
    boolean sensible =
        width >= 1
            && height >= 1
            && left >= 0
            && top >= 0
            && left + width <= image.width()
            && top + height <= image.height();
    return sensible
        ? Canvas.lay(image, -(int) left, -(int) top, (int) width, (int) height, Canvas.WHITE)
        : image;
  }

  private static double fraction(ByteBuffer bytes) {
    return bytes.getInt() / (double) bytes.getInt();
  }
}
