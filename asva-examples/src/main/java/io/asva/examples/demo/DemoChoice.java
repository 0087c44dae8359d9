package io.asva.examples.demo;

import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.DrawnException;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.TimingTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Scenes by the words of those who play with the demo. */
public final class DemoChoice {
  private static final int MOST = 2;

  private DemoChoice() {}

  /** The things that there are, with commas between. */
  public static String things() {
    return Demo.EDITION.categories().stream()
        .map(DrawnCategory::thing)
        .collect(Collectors.joining(", "));
  }

  /**
   * A scene of one thing, or of two of which the first moves.
   *
   * @param things one or two words with a comma between, of {@link #things()}
   * @param seed what else is particular about the image and the sound
   * @throws DrawnException if there is no such thing, or there are others than one or two
   */
  public static DrawnScene scene(String things, long seed) {
    List<DrawnCategory> chosen = new ArrayList<>();
    for (String thing : things.split(",", -1)) {
      chosen.add(category(thing.strip()));
    }
    if (chosen.size() > MOST || chosen.stream().distinct().count() < chosen.size()) {
      throw new DrawnException(
          "The demo's images hold one thing, or two that differ, not \"" + things + "\".");
    }
    DrawnCategory first = chosen.get(0);
    return chosen.size() == 1
        ? DrawnScene.single(Demo.EDITION, seed, first, TimingTrial.SECONDS)
        : DrawnScene.group(
            Demo.EDITION,
            seed,
            first,
            chosen.subList(1, chosen.size()),
            first,
            TimingTrial.SECONDS);
  }

  private static DrawnCategory category(String thing) {
    return Demo.EDITION.categories().stream()
        .filter(c -> c.thing().equals(thing) || c.text().equals(thing))
        .findFirst()
        .orElseThrow(
            () ->
                new DrawnException(
                    "The demo's models know no \"" + thing + "\"; there are " + things() + "."));
  }
}
