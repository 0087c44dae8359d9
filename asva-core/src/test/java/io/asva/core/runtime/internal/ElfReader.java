package io.asva.core.runtime.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the libraries that a 64-bit shared object needs from its dynamic table, as loaders do. */
final class ElfReader {
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int DT_NEEDED = 1;
  private static final int DT_STRTAB = 5;

  private final ByteBuffer file;

  private ElfReader(ByteBuffer bytes) {
    file = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  static List<String> needed(ByteBuffer bytes) {
    return new ElfReader(bytes).needed();
  }

  private List<String> needed() {
    int dynamic = (int) file.getLong(header(PT_DYNAMIC, 0) + 8);
    int strings = 0;
    List<Integer> names = new ArrayList<>();
    for (int at = dynamic; file.getLong(at) != 0; at += 16) {
      if (file.getLong(at) == DT_NEEDED) {
        names.add((int) file.getLong(at + 8));
      } else if (file.getLong(at) == DT_STRTAB) {
        strings = offset(file.getLong(at + 8));
      }
    }
    int table = strings;
    return names.stream().map(name -> text(table + name)).toList();
  }

  /** The place in the file of an address. */
  private int offset(long address) {
    for (int n = 0; ; n++) {
      int header = header(PT_LOAD, n);
      long start = file.getLong(header + 16);
      if (address >= start && address < start + file.getLong(header + 32)) {
        return (int) (address - start + file.getLong(header + 8));
      }
    }
  }

  /** Where the nth program header of a type stands. */
  private int header(int type, int nth) {
    int at = (int) file.getLong(32);
    for (int n = nth; ; at += file.getShort(54)) {
      if (file.getInt(at) == type && n-- == 0) {
        return at;
      }
    }
  }

  private String text(int at) {
    int end = at;
    while (file.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - at];
    file.get(at, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
