package io.asva.core.media.internal;

import java.io.IOException;

/** How many samples the tables of an MP4's tracks promise in a few bytes. */
final class SampleTables {
  private static final int FULL = 4; // version and flags
  private static final int CHUNKS = 12; // bytes of an entry of stsc
  private static final int EACH = 0xF00; // flags of trun: something is told of each sample

  private SampleTables() {}

  /** How many samples a table promises without taking bytes for each of them. */
  static long promised(IsoFile file, IsoFile.Box table) throws IOException {
    if (table.length() < FULL + 8) {
      return 0;
    }
    long at = table.from() + FULL;
    return switch (table.type()) {
      case "stsz" -> file.number(at) == 0 ? 0 : file.number(at + 4); // all of one size
      case "trun" -> (file.number(table.from()) & EACH) != 0 ? 0 : file.number(at);
      case "stsc" -> inChunks(file, table);
      default -> 0;
    };
  }

  private static long inChunks(IsoFile file, IsoFile.Box table) throws IOException {
    long sum = 0;
    for (long at = table.from() + FULL + 4; at + CHUNKS <= table.to(); at += CHUNKS) {
      sum += file.number(at + 4);
    }
    return sum;
  }
}
