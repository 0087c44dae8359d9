package io.asva.media.internal;

import java.io.IOException;

/** How many samples the tables of an MP4's tracks promise in a few bytes. */
final class SampleTables {
  private static final int FULL = 4; // version and flags
  private static final int CHUNKS = 12; // bytes of an entry of stsc
  private static final int EACH = 0xF00; // flags of trun: numbers are told of each sample
  private static final int BEGIN = 5; // flags of trun: numbers of all samples stand before those

  private SampleTables() {}

  /** How many samples a table promises without having bytes for each of them. */
  static long promised(IsoFile file, IsoFile.Box table) throws IOException {
    if (table.length() < FULL + 8) {
      return 0;
    }
    long first = file.number(table.from() + FULL);
    long second = file.number(table.from() + FULL + 4);
    return switch (table.type()) {
      case "stsz" -> unbacked(second, first == 0 ? 1 : 0, table.length() - FULL - 8);
      case "trun" -> {
        int flags = (int) file.number(table.from());
        long head = FULL + 4L * (1 + Integer.bitCount(flags & BEGIN));
        yield unbacked(first, Integer.bitCount(flags & EACH), table.length() - head);
      }
      case "stsc" -> inChunks(file, table);
      default -> 0;
    };
  }

  /** All samples, but none where the bytes have the numbers of each. */
  private static long unbacked(long samples, int numbers, long bytes) {
    return numbers > 0 && 4L * numbers * samples <= bytes ? 0 : samples;
  }

  private static long inChunks(IsoFile file, IsoFile.Box table) throws IOException {
    long sum = 0;
    for (long at = table.from() + FULL + 4; at + CHUNKS <= table.to(); at += CHUNKS) {
      sum += file.number(at + 4);
    }
    return sum;
  }
}
