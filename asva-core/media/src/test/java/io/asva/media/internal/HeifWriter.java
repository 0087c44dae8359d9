package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes HEIC files of coded images and recipes, laid out as phones and other writers do. */
final class HeifWriter {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Item(int id, String type, byte[] data, int[] properties) {}

  private final List<Item> items = new ArrayList<>();
  private final ByteArrayOutputStream properties = new ByteArrayOutputStream();
  private final ByteArrayOutputStream references = new ByteArrayOutputStream();
  private int count;

  /** Bytes of numbers, each as wide as its type. */
  static byte[] bytes(Number... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length);
    for (Number each : numbers) {
      if (each instanceof Byte value) {
        bytes.put(value);
      } else if (each instanceof Short value) {
        bytes.putShort(value);
      } else {
        bytes.putInt(each.intValue());
      }
    }
    byte[] result = new byte[bytes.position()];
    bytes.flip().get(result);
    return result;
  }

  static byte[] box(String type, byte[]... contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] each : contents) {
      out.writeBytes(each);
    }
    byte[] content = out.toByteArray();
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(US_ASCII))
        .put(content)
        .array();
  }

  /** Adds a property; returns its number. */
  int property(String type, byte... content) {
    properties.writeBytes(box(type, content));
    return ++count;
  }

  HeifWriter item(int id, String type, byte[] data, int... itsProperties) {
    items.add(new Item(id, type, data, itsProperties));
    return this;
  }

  HeifWriter refer(String type, int from, int... to) {
    ByteBuffer content = ByteBuffer.allocate(4 + 2 * to.length);
    content.putShort((short) from).putShort((short) to.length);
    for (int each : to) {
      content.putShort((short) each);
    }
    references.writeBytes(box(type, content.array()));
    return this;
  }

  /** A coded image like that of a file, with its header and some more properties. */
  HeifWriter image(int id, Path file, int... more) throws Exception {
    try (IsoFile in = IsoFile.open(file)) {
      HeifItems of = HeifReader.read(in);
      HeifItem item = requireNonNull(of.primary());
      ImagePart part = item.data().get(0);
      int[] its = new int[2 + more.length];
      its[0] = property("hvcC", requireNonNull(of.property(item, "hvcC")).array());
      its[1] = property("ispe", requireNonNull(of.property(item, "ispe")).array());
      System.arraycopy(more, 0, its, 2, more.length);
      return item(id, item.type(), in.bytes(part.from(), part.to()), its);
    }
  }

  /** The file; recipes lie in its {@code idat}, images in its {@code mdat} in two parts each. */
  byte[] file(int primary) {
    int length = meta(primary, 0).length;
    byte[] ftyp = box("ftyp", "heic\0\0\0\0mif1heic".getBytes(US_ASCII));
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    items.stream().filter(HeifWriter::isImage).forEach(i -> images.writeBytes(i.data()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ftyp);
    out.writeBytes(meta(primary, ftyp.length + length + 8));
    out.writeBytes(box("mdat", images.toByteArray()));
    return out.toByteArray();
  }

  private static boolean isImage(Item item) {
    return HeifCodec.of(item.type()) != null;
  }

  private byte[] meta(int primary, int mdat) {
    ByteArrayOutputStream infos = new ByteArrayOutputStream();
    ByteArrayOutputStream locations = new ByteArrayOutputStream();
    ByteArrayOutputStream associations = new ByteArrayOutputStream();
    ByteArrayOutputStream recipes = new ByteArrayOutputStream();
    int at = mdat;
    for (Item each : items) {
      short id = (short) each.id();
      byte[] type = (each.type() + "\0").getBytes(US_ASCII);
      infos.writeBytes(box("infe", bytes(0x02000001, id, (short) 0), type));
      int length = each.data().length;
      if (isImage(each)) {
        int half = length / 2;
        locations.writeBytes(bytes(id, (short) 0, (short) 0, (short) 2));
        locations.writeBytes(bytes(at, half, at + half, length - half));
        at += length;
      } else {
        locations.writeBytes(bytes(id, (short) 1, (short) 0, (short) 1));
        locations.writeBytes(bytes(recipes.size(), length));
        recipes.writeBytes(each.data());
      }
      associations.writeBytes(bytes(id, (byte) each.properties().length));
      for (int property : each.properties()) {
        associations.write(0x80 | property);
      }
    }
    int full = 0;
    return box(
        "meta",
        bytes(full),
        box("hdlr", bytes(full, 0), "pict".getBytes(US_ASCII), new byte[13]),
        box("pitm", bytes(full, (short) primary)),
        box(
            "iloc",
            bytes(0x01000000, (short) 0x4400, (short) items.size()),
            locations.toByteArray()),
        box("iinf", bytes(full, (short) items.size()), infos.toByteArray()),
        box("iref", bytes(full), references.toByteArray()),
        box(
            "iprp",
            box("ipco", properties.toByteArray()),
            box("ipma", bytes(full, items.size()), associations.toByteArray())),
        box("idat", recipes.toByteArray()));
  }
}
