package io.asva.core.message;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that are most like one that is not known. */
public final class NearestNames {
  private NearestNames() {}

  /** The names that differ least, the nearest first; those that have nothing in common are out. */
  public static List<String> of(String name, Collection<String> known, int most) {
    return known.stream()
        .filter(other -> distance(leaf(name), leaf(other)) <= longest(name, other) / 2)
        .sorted(
            Comparator.comparingInt((String other) -> distance(leaf(name), leaf(other)))
                .thenComparingInt(other -> distance(name, other))
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  private static int longest(String a, String b) {
    return Math.max(leaf(a).length(), leaf(b).length());
  }

  private static String leaf(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
