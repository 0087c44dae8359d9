package io.asva.core.message;

import java.util.List;

/** The first of many things for a message, and how many more there are. */
public final class Listing {
  private Listing() {}

  /**
   * The things in one line: "a, b and 3 more".
   *
   * @param most how many are named at most
   */
  public static String inLine(List<String> items, int most) {
    return String.join(", ", first(items, most)) + more(items, most, " ");
  }

  /**
   * A line for each thing, each after a line break and two spaces, for the end of a sentence with a
   * colon.
   *
   * @param most how many are named at most
   */
  public static String lines(List<String> items, int most) {
    StringBuilder text = new StringBuilder();
    first(items, most).forEach(item -> text.append("\n  ").append(item));
    return text + more(items, most, "\n  ");
  }

  private static List<String> first(List<String> items, int most) {
    return items.subList(0, Math.min(most, items.size()));
  }

  private static String more(List<String> items, int most, String before) {
    return items.size() > most ? before + "and " + (items.size() - most) + " more" : "";
  }
}
