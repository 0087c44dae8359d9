package io.asva.examples.demo;

import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.DrawnScene;
import java.util.ArrayList;
import java.util.List;

/**
 * The dozen clips of the demo's gallery: each thing once, then pairs, of which the last two are one
 * image to two sounds.
 */
public final class Gallery {
  private static final int CLIPS = 12;

  private Gallery() {}

  /**
   * The scenes.
   *
   * @param seed what images and sounds follow from
   */
  public static List<DrawnScene> scenes(long seed) {
    List<DrawnCategory> categories = Demo.EDITION.categories();
    List<DrawnScene> scenes = new ArrayList<>();
    for (int i = 0; i < categories.size() && i < CLIPS - 2; i++) {
      scenes.add(DemoChoice.scene(categories.get(i).thing(), seed + i));
    }
    for (int i = 0; scenes.size() < CLIPS - 1; i++) {
      String two =
          categories.get(3 * i + 1).thing()
              + ","
              + categories.get((3 * i + 5) % categories.size()).thing();
      scenes.add(DemoChoice.scene(two, seed + CLIPS + i));
    }
    DrawnScene last = scenes.get(scenes.size() - 1);
    DrawnScene other = DemoChoice.scene(last.category().thing(), seed + 2 * CLIPS);
    scenes.add(last.swapAudio(other));
    return scenes;
  }

  /**
   * A page that shows clips.
   *
   * @param titles one for each clip
   * @param names of the files {@code NAME.mp4} and {@code NAME.png} beside the page
   */
  public static String page(List<String> titles, List<String> names) {
    StringBuilder figures = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      figures.append(
          """
            <figure>
              <video src="%2$s.mp4" poster="%2$s-first.png" loop controls preload="metadata"></video>
              <figcaption>%1$s</figcaption>
              <a href="%2$s.png"><img src="%2$s.png" alt="The frames of the clip, the sound's waveform below"></a>
            </figure>
          """
              .formatted(titles.get(i), names.get(i)));
    }
    return PAGE.replace("FIGURES", figures.toString().stripTrailing());
  }

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Pictures that move to sounds</title>
      <style>
        body { font-family: system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
        main { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); }
        figure { margin: 0; }
        video { width: 100%; aspect-ratio: 1; background: #ddd; image-rendering: auto; }
        figcaption { margin: 0.4rem 0; }
        img { width: 100%; }
      </style>
      </head>
      <body>
      <h1>Pictures that move to sounds</h1>
      <p>Each clip was made of one picture and two seconds of sound, neither of which was in training.</p>
      <main>
      FIGURES
      </main>
      </body>
      </html>
      """;
}
