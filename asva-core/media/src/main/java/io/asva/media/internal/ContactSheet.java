package io.asva.media.internal;

import io.asva.media.MediaException;
import io.asva.media.Picture;
import java.util.List;

/** Lays pictures out in rows. */
public final class ContactSheet {
  private ContactSheet() {}

  /** One picture of all, row by row; places left over are black. */
  public static Picture of(List<Picture> pictures, int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException("at least one column is needed, not " + columns);
    }
    Picture first = pictures.get(0);
    int across = Math.min(columns, pictures.size());
    int rows = (pictures.size() + across - 1) / across;
    long width = (long) across * first.width();
    long height = (long) rows * first.height();
    if (3 * width * height > Integer.MAX_VALUE - 8) {
      throw new MediaException(
          "A sheet of " + width + "x" + height + " pixels is too large; write single pictures.");
    }
    byte[] rgb = new byte[(int) (3 * width * height)];
    for (int i = 0; i < pictures.size(); i++) {
      Picture picture = pictures.get(i);
      int left = i % across * first.width();
      int top = i / across * first.height();
      for (int y = 0; y < first.height(); y++) {
        int to = (int) (((top + y) * width + left) * 3);
        System.arraycopy(picture.rgb(), y * first.width() * 3, rgb, to, first.width() * 3);
      }
    }
    return new Picture((int) width, (int) height, rgb);
  }
}
