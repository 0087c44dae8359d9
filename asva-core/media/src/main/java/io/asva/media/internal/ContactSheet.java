package io.asva.media.internal;

import io.asva.media.Image;
import io.asva.media.MediaException;
import java.util.List;

/** Lays images out in rows. */
public final class ContactSheet {
  private ContactSheet() {}

  /** One image of all, row by row; places left over are black. */
  public static Image of(List<Image> images, int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException("at least one column is needed, not " + columns);
    }
    Image first = images.get(0);
    int across = Math.min(columns, images.size());
    int rows = (images.size() + across - 1) / across;
    long width = (long) across * first.width();
    long height = (long) rows * first.height();
    if (3 * width * height > Integer.MAX_VALUE - 8) {
      throw new MediaException(
          "A sheet of " + width + "x" + height + " pixels is too large; write single images.");
    }
    byte[] rgb = new byte[(int) (3 * width * height)];
    for (int i = 0; i < images.size(); i++) {
      Image image = images.get(i);
      int left = i % across * first.width();
      int top = i / across * first.height();
      for (int y = 0; y < first.height(); y++) {
        int to = (int) (((top + y) * width + left) * 3);
        System.arraycopy(image.rgb(), y * first.width() * 3, rgb, to, first.width() * 3);
      }
    }
    return new Image((int) width, (int) height, rgb);
  }
}
