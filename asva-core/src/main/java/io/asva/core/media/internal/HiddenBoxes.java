package io.asva.core.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.asva.core.media.MediaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * Finds the boxes of an MP4 or MOV that must be hidden from FFmpeg:
 *
 * <ul>
 *   <li>those that tell of still pictures, as AVIF and HEIC have them: its reader takes such
 *       pictures for streams, and crashes where what is said of them doesn't fit;
 *   <li>tracks of transparency or depth, which it can't tell from the video that they belong to.
 * </ul>
 *
 * <p>It goes through the boxes as that reader does, without reading what most of them hold.
 */
final class HiddenBoxes {
  private static final Set<String> ITEMS = Set.of("iinf", "iloc", "iprp", "iref");

  private static final Set<String> PARENTS =
      Set.of(
          "dinf", "edts", "hoov", "ilst", "mdia", "minf", "moof", "moov", "mvex", "schi", "sinf",
          "stbl", "traf", "trak", "tref", "udta");

  private static final int DEEPEST = 10; // FFmpeg refuses what is deeper
  private static final int MOST = 16 << 20; // bytes of a description of a track's format
  private static final int MOST_UNPACKED = 64 << 20;

  private final Path path;
  private final IsoFile file;
  private final List<Long> found = new ArrayList<>();

  private HiddenBoxes(Path path, IsoFile file) {
    this.path = path;
    this.file = file;
  }

  /** Where the letters of their types stand. */
  static List<Long> find(Path path) {
    try (IsoFile file = IsoFile.open(path)) {
      HiddenBoxes boxes = new HiddenBoxes(path, file);
      boxes.walk(0, file.length(), 0);
      return boxes.found;
    } catch (IOException e) {
      throw new MediaException("Can't read " + path + ": " + e.getMessage(), e);
    }
  }

  private void walk(long from, long to, int depth) throws IOException {
    long at = from;
    for (IsoFile.Box box = file.boxAt(at, to); box != null; box = file.boxAt(at, to)) {
      String type = box.type();
      if (ITEMS.contains(type) || (type.equals("trak") && isAuxiliary(box))) {
        found.add(at + 4);
      } else if (type.equals("meta")) {
        walk(children(box), box.to(), depth + 1);
      } else if (type.equals("stsd") || type.equals("wave")) {
        refuse(box, bytes(box));
      } else if (type.equals("cmov")) {
        refuse(box, unpacked(bytes(box)));
      } else if ((PARENTS.contains(type) || isMovie(box)) && depth < DEEPEST) {
        walk(box.from(), box.to(), depth + 1);
      }
      at = box.to();
    }
  }

  /** Whether a track is of transparency or depth. */
  private boolean isAuxiliary(IsoFile.Box trak) throws IOException {
    IsoFile.Box mdia = file.child(trak.from(), trak.to(), "mdia");
    IsoFile.Box hdlr = mdia == null ? null : file.child(mdia.from(), mdia.to(), "hdlr");
    return hdlr != null && hdlr.length() >= 12 && file.type(hdlr.from() + 8).equals("auxv");
  }

  /** Whether a box is named as free space but is a movie's header, for which FFmpeg takes it. */
  private boolean isMovie(IsoFile.Box box) throws IOException {
    if (!box.type().equals("free") || box.length() < 8) {
      return false;
    }
    String type = file.type(box.from() + 4);
    return type.equals("mvhd") || type.equals("cmov");
  }

  /** Where the boxes in a box of type meta begin: in some files a number stands before them. */
  private long children(IsoFile.Box meta) throws IOException {
    for (long at = meta.from(); at + 8 <= meta.to(); at += 4) {
      if (file.type(at + 4).equals("hdlr")) {
        return at;
      }
    }
    return meta.to();
  }

  private byte[] bytes(IsoFile.Box box) throws IOException {
    if (box.length() > MOST) {
      throw new MediaException(
          path
              + " is damaged: its box "
              + box.type()
              + " has "
              + box.length()
              + " bytes; at most "
              + MOST
              + " are read.");
    }
    return file.bytes(box.from(), Math.min(box.to(), file.length()));
  }

  /** What the packed header of an old MOV holds; nothing where that can't be unpacked. */
  private static byte[] unpacked(byte[] cmov) {
    int begin = 24; // after the boxes dcom and cmvd have told how, and how much
    if (cmov.length <= begin) {
      return new byte[0];
    }
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(cmov, begin, cmov.length - begin))) {
      return in.readNBytes(MOST_UNPACKED);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /** Throws where boxes that tell of still pictures are where they can't be hidden. */
  private void refuse(IsoFile.Box box, byte[] content) {
    String text = new String(content, ISO_8859_1);
    for (String type : ITEMS) {
      if (text.contains(type)) {
        throw new MediaException(
            path
                + " is damaged: its box "
                + box.type()
                + " holds a box "
                + type
                + ", which has no business there.");
      }
    }
  }
}
