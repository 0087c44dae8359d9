package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the parts of a PNG lie that make its image, and how it is turned. Profiles and texts are
 * left out: they are packed, and may be a thousand times larger than they look.
 *
 * @param orientation how the image is turned to stand upright
 * @param parts its signature, sizes, colours, transparency and data
 */
record PngHeader(Orientation orientation, List<ImagePart> parts) {
  private static final int SIGNATURE = 8;
  private static final int AROUND = 12; // a chunk's length, name and checksum
  private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  /** Goes over a file's chunks. */
  static PngHeader read(PartStream in) throws IOException {
    List<ImagePart> parts = new ArrayList<>();
    parts.add(new ImagePart(0, SIGNATURE));
    Orientation orientation = Orientation.UPRIGHT;
    long size = in.length();
    long at = SIGNATURE;
    String name = "";
    while (at + AROUND <= size && !name.equals("IEND")) {
      in.seek(at);
      long length = in.readUnsignedInt();
      name = new String(in.bytes(4), ISO_8859_1);
      long end = Math.min(size, at + AROUND + length);
      if (name.equals("eXIf") && length <= Exif.MOST && at + AROUND + length <= size) {
        orientation = Exif.orientation(in.bytes((int) length));
      }
      if (KEPT.contains(name)) {
        parts.add(new ImagePart(at, end));
      }
      at = end;
    }
    return new PngHeader(orientation, List.copyOf(parts));
  }
}
