package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of an AVIF or HEIC file, and how they belong together (ISO/IEC 23008-12). */
final class HeifItems {
  private static final int FULL = 4; // version and flags
  private static final String ALPHA = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";
  private static final String ALPHA_OF_HEVC = "urn:mpeg:hevc:2015:auxid:1\0";

  private final IsoFile file;
  private final long primary;
  private final Map<Long, HeifItem> items;
  private final List<Reference> references;

  /**
   * A reference from one item to others.
   *
   * @param type what for, in four letters
   */
  record Reference(String type, long from, List<Long> to) {}

  HeifItems(IsoFile file, long primary, Map<Long, HeifItem> items, List<Reference> references) {
    this.file = file;
    this.primary = primary;
    this.items = items;
    this.references = references;
  }

  /** The image that the file shows; null where it shows none, or a sequence of them. */
  @Nullable HeifItem primary() {
    return items.get(primary);
  }

  /** The items that an item refers to. */
  List<HeifItem> referred(String type, HeifItem from) throws IOException {
    List<HeifItem> found = new ArrayList<>();
    for (Reference each : references) {
      if (each.type().equals(type) && each.from() == from.id()) {
        for (long to : each.to()) {
          HeifItem item = items.get(to);
          if (item == null) {
            throw new IOException(
                "its item " + from.id() + " is made of item " + to + ", which isn't there");
          }
          found.add(item);
        }
      }
    }
    return found;
  }

  /** Whether some item refers to another. */
  boolean refers(String type, HeifItem from, HeifItem to) {
    return references.stream()
        .anyMatch(
            each ->
                each.type().equals(type)
                    && each.from() == from.id()
                    && each.to().contains(to.id()));
  }

  /** The image of an item's transparency; null where it has none. */
  @Nullable HeifItem alpha(HeifItem of) throws IOException {
    for (Reference each : references) {
      HeifItem from = items.get(each.from());
      if (from != null
          && each.type().equals("auxl")
          && each.to().contains(of.id())
          && isAlpha(from)) {
        return from;
      }
    }
    return null;
  }

  private boolean isAlpha(HeifItem item) throws IOException {
    ByteBuffer kind = property(item, "auxC");
    if (kind == null || kind.remaining() < FULL) {
      return false;
    }
    String name = ISO_8859_1.decode(kind.position(FULL)).toString();
    return name.startsWith(ALPHA) || name.startsWith(ALPHA_OF_HEVC);
  }

  /** The content of an item's first property of a type; null where it has none. */
  @Nullable ByteBuffer property(HeifItem item, String type) throws IOException {
    for (IsoFile.Box each : item.properties()) {
      if (each.type().equals(type)) {
        return content(each);
      }
    }
    return null;
  }

  /** The content of a property. */
  ByteBuffer content(IsoFile.Box property) throws IOException {
    return file.content(property);
  }
}
