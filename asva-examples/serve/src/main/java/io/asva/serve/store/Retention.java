package io.asva.serve.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long things are kept, and how much of them.
 *
 * <p>Immutable.
 *
 * @param age after which a thing goes
 * @param bytes beyond which the oldest go
 */
public record Retention(Duration age, long bytes) {
  /** Rejects what keeps nothing. */
  public Retention {
    if (age.isNegative() || age.isZero() || bytes < 1) {
      throw new IllegalArgumentException(
          "what is kept needs a time and a size above 0, not " + age + " and " + bytes + " bytes");
    }
  }

  /**
   * A thing that is kept.
   *
   * @param id its name
   * @param since when it was used last
   * @param bytes on disk
   */
  public record Kept(String id, Instant since, long bytes) {}

  /** The ids of those that go, the oldest first. */
  public List<String> leaving(List<Kept> all, Instant now) {
    List<Kept> byAge = new ArrayList<>(all);
    byAge.sort(Comparator.comparing(Kept::since));
    long total = byAge.stream().mapToLong(Kept::bytes).sum();
    List<String> leaving = new ArrayList<>();
    for (Kept kept : byAge) {
      if (total > bytes || kept.since().isBefore(now.minus(age))) {
        leaving.add(kept.id());
        total -= kept.bytes();
      }
    }
    return leaving;
  }
}
