package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a WebP's image lies, of an animated one the first frame's.
 *
 * @param orientation how the image is turned to stand upright
 * @param canvas size and place of the image
 * @param parts the chunks that hold the image: transparency if it has any, then the data
 */
record WebpHeader(Orientation orientation, Canvased canvas, List<ImagePart> parts) {
  private static final int HEAD = 12;
  private static final int CHUNK = 8;
  private static final int FRAME = 16;

  /**
   * A frame on a canvas.
   *
   * @param width of the canvas, 0 where it is the frame's
   * @param height of the canvas, 0 where it is the frame's
   * @param left of the frame
   * @param top of the frame
   */
  record Canvased(int width, int height, int left, int top) {}

  static WebpHeader read(PartStream in) throws IOException {
    in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    return new Walk(in).header();
  }

  private static final class Walk {
    private final PartStream in;
    private Orientation orientation = Orientation.UPRIGHT;
    private int width;
    private int height;
    private @Nullable Canvased frame;
    private boolean complete;
    private final List<ImagePart> parts = new ArrayList<>();

    Walk(PartStream in) {
      this.in = in;
    }

    WebpHeader header() throws IOException {
      chunks(HEAD, in.length());
      Canvased canvas = frame != null ? frame : new Canvased(width, height, 0, 0);
      return new WebpHeader(orientation, canvas, List.copyOf(parts));
    }

    private void chunks(long from, long to) throws IOException {
      long at = from;
      while (at + CHUNK <= to) {
        in.seek(at);
        String name = new String(in.bytes(4), ISO_8859_1);
        long length = in.readUnsignedInt();
        long end = Math.min(to, at + CHUNK + length + (length & 1));
        switch (name) {
          case "VP8X" -> {
            in.skipBytes(4);
            width = size();
            height = size();
          }
          case "EXIF" -> exif(length, to - at - CHUNK);
          case "ANMF" -> {
            if (frame == null) {
              frame = new Canvased(width, height, 2 * three(), 2 * three());
              chunks(at + CHUNK + FRAME, end);
            }
          }
          case "ALPH", "VP8 ", "VP8L" -> {
            if (!complete) {
              parts.add(new ImagePart(at, end));
              complete = !name.equals("ALPH");
            }
          }
          default -> {}
        }
        at += CHUNK + length + (length & 1);
      }
    }

    private void exif(long length, long there) throws IOException {
      if (length <= Exif.MOST && length <= there) {
        byte[] data = in.bytes((int) length);
        int from = new String(data, ISO_8859_1).startsWith("Exif\0\0") ? 6 : 0;
        orientation = Exif.orientation(Arrays.copyOfRange(data, from, data.length));
      }
    }

    private int size() throws IOException {
      return three() + 1;
    }

    private int three() throws IOException {
      return in.next() | in.next() << 8 | in.next() << 16;
    }
  }
}
