package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the box {@code meta} of an AVIF or HEIC file says of its items. */
final class HeifReader {
  private static final int FULL = 4; // version and flags
  private static final int MOST_PROPERTIES = 0x7FFF; // more can't be named

  private final IsoFile file;
  private long primary = -1;
  private IsoFile.@Nullable Box idat;
  private final Map<Long, String> types = new HashMap<>();
  private final Map<Long, List<ImagePart>> data = new HashMap<>();
  private final Map<Long, List<IsoFile.Box>> properties = new HashMap<>();
  private final List<HeifItems.Reference> references = new ArrayList<>();

  private HeifReader(IsoFile file) {
    this.file = file;
  }

  /** Reads the first {@code meta} box of a file. */
  static HeifItems read(IsoFile file) throws IOException {
    HeifReader reader = new HeifReader(file);
    IsoFile.Box meta = file.child(0, file.length(), "meta");
    if (meta != null) {
      reader.read(meta);
    }
    Map<Long, HeifItem> items = new HashMap<>();
    for (Map.Entry<Long, String> each : reader.types.entrySet()) {
      long id = each.getKey();
      items.put(
          id,
          new HeifItem(
              id,
              each.getValue(),
              reader.data.getOrDefault(id, List.of()),
              reader.properties.getOrDefault(id, List.of())));
    }
    return new HeifItems(file, reader.primary, items, reader.references);
  }

  private void read(IsoFile.Box meta) throws IOException {
    long from = meta.from() + FULL;
    idat = file.child(from, meta.to(), "idat");
    for (IsoFile.Box box = file.boxAt(from, meta.to());
        box != null;
        box = file.boxAt(box.to(), meta.to())) {
      switch (box.type()) {
        case "pitm" -> {
          ByteBuffer bytes = file.content(box);
          primary = number(bytes, version(bytes) == 0 ? 2 : 4);
        }
        case "iinf" -> infos(box);
        case "iloc" -> locations(file.content(box));
        case "iref" -> references(box);
        case "iprp" -> properties(box);
        default -> {}
      }
    }
  }

  /** The version at the begin of a box; its flags, which follow, are left out. */
  private static int version(ByteBuffer box) {
    return box.getInt() >>> 24;
  }

  private static long number(ByteBuffer bytes, int size) throws IOException {
    return switch (size) {
      case 0 -> 0;
      case 2 -> bytes.getShort() & 0xFFFF;
      case 4 -> bytes.getInt() & 0xFFFFFFFFL;
      case 8 -> bytes.getLong();
      default -> throw new IOException("its box iloc has numbers of " + size + " bytes");
    };
  }

  private void infos(IsoFile.Box iinf) throws IOException {
    long from = iinf.from() + FULL + (version(file.content(iinf)) == 0 ? 2 : 4);
    for (IsoFile.Box box = file.boxAt(from, iinf.to());
        box != null;
        box = file.boxAt(box.to(), iinf.to())) {
      if (box.type().equals("infe")) {
        ByteBuffer info = file.content(box);
        int version = version(info);
        if (version >= 2) { // those before have no types, and are no images
          long id = number(info, version == 2 ? 2 : 4);
          info.getShort(); // of protection
          types.put(id, letters(info));
        }
      }
    }
  }

  private static String letters(ByteBuffer bytes) {
    byte[] letters = new byte[4];
    bytes.get(letters);
    return new String(letters, ISO_8859_1);
  }

  private void locations(ByteBuffer iloc) throws IOException {
    int version = version(iloc);
    int sizes = iloc.getShort();
    int offset = sizes >> 12 & 0xF;
    int length = sizes >> 8 & 0xF;
    int base = sizes >> 4 & 0xF;
    int index = version == 0 ? 0 : sizes & 0xF;
    long count = number(iloc, version < 2 ? 2 : 4);
    for (long i = 0; i < count; i++) {
      long id = number(iloc, version < 2 ? 2 : 4);
      int method = version == 0 ? 0 : iloc.getShort() & 0xF;
      int otherFile = iloc.getShort();
      long from = number(iloc, base);
      List<ImagePart> parts = new ArrayList<>();
      int extents = iloc.getShort() & 0xFFFF;
      if (extents > 1 && offset + length + index == 0) {
        throw new IOException("its box iloc tells parts of an item, but not where they are");
      }
      for (int left = extents; left > 0; left--) {
        number(iloc, index);
        long at = from + number(iloc, offset);
        parts.add(new ImagePart(at, at + number(iloc, length)));
      }
      if (method < 2 && otherFile == 0) {
        data.put(id, inFile(parts, method == 1));
      }
    }
  }

  /** Where parts lie in the file; none at all where one of them doesn't. */
  private List<ImagePart> inFile(List<ImagePart> parts, boolean inIdat) {
    long begin = inIdat && idat != null ? idat.from() : 0;
    long end = !inIdat ? file.length() : idat != null ? idat.to() : 0;
    List<ImagePart> found = new ArrayList<>();
    for (ImagePart part : parts) {
      boolean toTheEnd = part.length() == 0 && parts.size() == 1;
      long to = toTheEnd ? end - begin : part.to();
      if (part.from() < 0 || to < part.from() || to > end - begin) {
        return List.of();
      }
      found.add(new ImagePart(begin + part.from(), begin + to));
    }
    return found;
  }

  private void references(IsoFile.Box iref) throws IOException {
    int size = version(file.content(iref)) == 0 ? 2 : 4;
    for (IsoFile.Box box = file.boxAt(iref.from() + FULL, iref.to());
        box != null;
        box = file.boxAt(box.to(), iref.to())) {
      ByteBuffer bytes = file.content(box);
      long from = number(bytes, size);
      List<Long> to = new ArrayList<>();
      for (int left = bytes.getShort() & 0xFFFF; left > 0; left--) {
        to.add(number(bytes, size));
      }
      references.add(new HeifItems.Reference(box.type(), from, to));
    }
  }

  private void properties(IsoFile.Box iprp) throws IOException {
    List<IsoFile.Box> all = new ArrayList<>();
    IsoFile.Box ipco = file.child(iprp.from(), iprp.to(), "ipco");
    long end = ipco == null ? 0 : ipco.to();
    for (IsoFile.Box box = ipco == null ? null : file.boxAt(ipco.from(), end);
        box != null && all.size() < MOST_PROPERTIES;
        box = file.boxAt(box.to(), end)) {
      all.add(box);
    }
    for (IsoFile.Box box = file.boxAt(iprp.from(), iprp.to());
        box != null;
        box = file.boxAt(box.to(), iprp.to())) {
      if (box.type().equals("ipma")) {
        associations(file.content(box), all);
      }
    }
  }

  private void associations(ByteBuffer ipma, List<IsoFile.Box> all) throws IOException {
    boolean wide = (ipma.getInt(0) & 1) != 0;
    int version = version(ipma);
    long count = number(ipma, 4);
    for (long i = 0; i < count; i++) {
      List<IsoFile.Box> its =
          properties.computeIfAbsent(number(ipma, version == 0 ? 2 : 4), id -> new ArrayList<>());
      for (int left = ipma.get() & 0xFF; left > 0; left--) {
        int index = wide ? ipma.getShort() & 0x7FFF : ipma.get() & 0x7F; // above: is it essential
        if (index > all.size()) {
          throw new IOException("its box ipma names property " + index + " of " + all.size());
        }
        if (index > 0) {
          its.add(all.get(index - 1));
        }
      }
    }
  }
}
