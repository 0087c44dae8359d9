package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts in a JPEG's markers, and the places of the parts that make its image. Data that
 * applications put between them (profiles, thumbnails, comments, filling) is left out, so that it
 * can't hurt.
 *
 * @param transformed whether the components are YCbCr or YCCK and not RGB or CMYK
 * @param adobe whether Adobe's marker is there, whose CMYK is stored inverted
 * @param orientation how the image is turned to stand upright
 * @param parts tables, frame and scans
 */
record JpegHeader(
    boolean transformed, boolean adobe, Orientation orientation, List<ImagePart> parts) {
  /** The marker that ends every whole JPEG. */
  static final byte[] END_MARKER = {(byte) 0xFF, (byte) 0xD9};

  private static final int FILL = 0xFF;
  private static final int END = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int COMMENT = 0xFE;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;

  /** Finds the parts of a file up to its end marker, or to the file's end where it has none. */
  static JpegHeader read(PartStream in, ImageInput input) throws IOException {
    return new Walk(in, input).header();
  }

  /** One walk over a file. */
  private static final class Walk {
    // Blocks that scans visit: 15 scans of 100 megapixels in 4:4:4; encoders make about 10.
    private static final long MOST_WORK = 24_000_000;
    private static final int BLOCK = 8 * 8;

    private final PartStream in;
    private final ImageInput input;
    private final List<ImagePart> parts = new ArrayList<>();
    private boolean jfif;
    private int adobeTransform = -1;
    private Orientation orientation = Orientation.UPRIGHT;
    private byte[] ids = new byte[0];
    private long units; // of blocks that are interleaved
    private long blocks; // of one component, on average
    private long scans;

    Walk(PartStream in, ImageInput input) {
      this.in = in;
      this.input = input;
    }

    JpegHeader header() throws IOException {
      in.seek(0);
      in.skipBytes(2);
      parts.add(new ImagePart(0, 2));
      int marker = marker();
      while (marker >= 0 && marker != END) {
        marker = standsAlone(marker) ? marker() : segment(marker);
      }
      if (scans == 0) {
        throw input.damaged("It is cut short: no scan of an image is in it.");
      }
      boolean adobe = adobeTransform >= 0;
      boolean named = ids.length == 3 && ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B';
      boolean transformed =
          ids.length == 4 ? adobeTransform == 2 : jfif || (adobe ? adobeTransform != 0 : !named);
      return new JpegHeader(transformed, adobe, orientation, List.copyOf(parts));
    }

    /** Goes behind the next marker, over filling and what doesn't belong there; -1 at the end. */
    private int marker() throws IOException {
      int value = in.read();
      while (value >= 0) {
        while (value >= 0 && value != FILL) {
          value = in.read();
        }
        while (value == FILL) {
          value = in.read();
        }
        if (value > 0) {
          return value;
        }
      }
      return -1;
    }

    private static boolean standsAlone(int marker) {
      return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    }

    /** Reads a segment, and its scan's data if it has any; returns the marker after it. */
    private int segment(int marker) throws IOException {
      long begin = in.getStreamPosition() - 2;
      int length = Math.max(0, (in.next() << 8 | in.next()) - 2);
      long end = in.getStreamPosition() + length;
      switch (marker) {
        case APP0 -> jfif |= length >= 5 && "JFIF".equals(text(4));
        case APP1 -> exif(length);
        case APP14 -> {
          if (length >= 12 && "Adobe".equals(text(5))) {
            in.skipBytes(6);
            adobeTransform = in.next();
          }
        }
        case 0xC0, 0xC1, 0xC2 -> frame();
        case 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xF7 ->
            throw input.damaged(
                "It is a lossless, hierarchical or arithmetically coded JPEG, which few programs"
                    + " read; save it anew as an ordinary one.");
        case START_OF_SCAN -> scans++;
        default -> {}
      }
      in.seek(end);
      boolean dropped = marker >= APP0 && marker <= COMMENT;
      if (marker != START_OF_SCAN) {
        if (!dropped) {
          parts.add(new ImagePart(begin, end));
        }
        return marker();
      }
      int next = data();
      long after = next < 0 ? in.getStreamPosition() : in.getStreamPosition() - 2;
      parts.add(new ImagePart(begin, after));
      checkWork(after - end);
      return next;
    }

    /** Goes over a scan's data to the marker after it; -1 at the file's end. */
    private int data() throws IOException {
      int value = in.read();
      while (value >= 0) {
        if (value != FILL) {
          value = in.read();
          continue;
        }
        do {
          value = in.read();
        } while (value == FILL);
        if (value > 0 && (value < 0xD0 || value > 0xD7)) {
          return value;
        }
      }
      return -1;
    }

    private void frame() throws IOException {
      in.next(); // the samples' precision, which the decoder judges
      int height = in.next() << 8 | in.next();
      int width = in.next() << 8 | in.next();
      input.checkSize(width, height);
      ids = new byte[in.next()];
      int across = 1;
      int down = 1;
      int perUnit = 0;
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (byte) in.next();
        int sampling = in.next();
        across = Math.max(across, sampling >> 4);
        down = Math.max(down, sampling & 0xF);
        perUnit += (sampling >> 4) * (sampling & 0xF);
        in.next();
      }
      int area = BLOCK * across * down;
      units = ((long) width * height + area - 1) / area;
      blocks = units * Math.max(1, perUnit) / Math.max(1, ids.length);
    }

    /** Throws where a scan is too short for its image, or there are more than an image needs. */
    private void checkWork(long bytes) {
      if (scans == 1 && bytes * Byte.SIZE < units) {
        throw input.damaged("It is cut short: its first scan has only " + bytes + " bytes.");
      }
      if (scans * blocks > MOST_WORK) {
        throw input.damaged(
            "It says everything in more than "
                + scans
                + " scans, which would take minutes to decode; save it anew.");
      }
    }

    private void exif(int length) throws IOException {
      if (length > 6 && "Exif\0\0".equals(text(6))) {
        orientation = Exif.orientation(in.bytes(length - 6));
      }
    }

    private String text(int length) throws IOException {
      return new String(in.bytes(length), ISO_8859_1);
    }
  }
}
