package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.asva.media.MediaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * Goes through the boxes of an MP4 or MOV as FFmpeg's reader does, before it, without reading what
 * most of them hold. It finds those that must be hidden from FFmpeg:
 *
 * <ul>
 *   <li>what tells of still images, as AVIF and HEIC have them: FFmpeg takes such images for
 *       streams, and crashes where what is said of them doesn't fit;
 *   <li>tracks of transparency or depth, which it can't tell from the video that they belong to.
 * </ul>
 *
 * <p>And it refuses files whose numbers make FFmpeg count for minutes or take gigabytes.
 */
final class BoxCheck {
  private static final Set<String> ITEMS = Set.of("iinf", "iloc", "iprp", "iref");

  private static final Set<String> PARENTS =
      Set.of(
          "dinf", "edts", "hoov", "ilst", "mdia", "minf", "moof", "moov", "mvex", "schi", "sinf",
          "stbl", "traf", "trak", "tref", "udta");

  private static final long HANDLER = 'h' << 24 | 'd' << 16 | 'l' << 8 | 'r';

  private static final Set<String> TABLES = Set.of("stsc", "stsz", "trun");

  private static final int DEEPEST = 10; // FFmpeg refuses what is deeper
  private static final int MOST = 16 << 20; // bytes of a description of a track's format
  private static final long FEW = 1 << 20; // samples, for which any file has memory
  private static final int MOST_UNPACKED = 64 << 20;

  private final Path path;
  private final IsoFile file;
  private final List<Long> found = new ArrayList<>();
  private boolean hasFragments;
  private long highest; // of the tracks' numbers
  private final Map<String, Long> promised = new HashMap<>(); // samples, by the kind of table

  private BoxCheck(Path path, IsoFile file) {
    this.path = path;
    this.file = file;
  }

  /** Where the letters of the types of boxes stand that must be hidden. */
  static List<Long> hidden(Path path) {
    try (IsoFile file = IsoFile.open(path)) {
      BoxCheck boxes = new BoxCheck(path, file);
      boxes.walk(0, file.length(), 0);
      boxes.checkNumbers();
      boxes.checkSamples();
      return boxes.found;
    } catch (IOException e) {
      throw new MediaException("Can't read " + path + ": " + e.getMessage(), e);
    }
  }

  private void walk(long from, long to, int depth) throws IOException {
    if (depth > DEEPEST) {
      return;
    }
    long at = from;
    for (IsoFile.Box box = file.boxAt(at, to); box != null; box = file.boxAt(at, to)) {
      String type = box.type();
      if (ITEMS.contains(type) || (type.equals("trak") && isAuxiliary(box))) {
        found.add(at + 4);
      } else if (type.equals("tkhd")) {
        highest = Math.max(highest, trackNumber(box));
      } else if (TABLES.contains(type)) {
        promised.merge(type, SampleTables.promised(file, box), Long::sum);
      } else if (type.equals("meta")) {
        walk(children(box), box.to(), depth + 1);
      } else if (type.equals("stsd") || type.equals("wave")) {
        refuse(box, bytes(box));
      } else if (type.equals("cmov")) {
        refuse(box, unpacked(bytes(box)));
      } else if (PARENTS.contains(type) || isMovie(box)) {
        hasFragments |= type.equals("moof");
        walk(box.from(), box.to(), depth + 1);
      }
      at = box.to();
    }
  }

  private long trackNumber(IsoFile.Box tkhd) throws IOException {
    if (tkhd.length() < 24) {
      return 0;
    }
    boolean longTimes = file.number(tkhd.from()) >>> 24 == 1;
    return file.number(tkhd.from() + (longTimes ? 20 : 12));
  }

  /** FFmpeg takes a large number for a negative one, and for each fragment counts up from there. */
  private void checkNumbers() {
    if (hasFragments && highest > Integer.MAX_VALUE) {
      throw new MediaException(
          path
              + " is damaged: one of its tracks has the number "
              + highest
              + "; expected at most "
              + Integer.MAX_VALUE
              + ".");
    }
  }

  /** FFmpeg takes memory for each sample that is promised, and a sample has at least a byte. */
  private void checkSamples() {
    long most = promised.values().stream().mapToLong(Long::longValue).max().orElse(0);
    if (most > Math.max(FEW, file.length())) {
      throw new MediaException(
          path
              + " is damaged or cut short: it promises "
              + most
              + " samples, but has "
              + file.length()
              + " bytes.");
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
      if (file.number(at + 4) == HANDLER) {
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

  /** The unpacked content of an old MOV's compressed header; empty where it can't be unpacked. */
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

  /** Throws where boxes that tell of still images are where they can't be hidden. */
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
