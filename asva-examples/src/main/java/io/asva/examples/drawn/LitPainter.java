package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.light.Layer;
import io.asva.examples.drawn.internal.light.PlacePainter;
import io.asva.examples.drawn.internal.sprite.Material;
import io.asva.media.Image;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;

/**
 * Draws a scene of the second edition: a place, and things in its light that cast shadows. How far
 * the thing is from its rest is rounded to less than a pixel, and each image is drawn once. For one
 * thread at a time.
 */
final class LitPainter implements ScenePainter {
  // Of the square that a thing keeps within, so that there is room for its shadow.
  private static final double SHARE = 0.86;
  private static final double LOWER = 0.1;
  private static final double GROUND = 0.95;
  private static final double STATES = 96;

  private final DrawnScene scene;
  private final Surroundings surroundings;
  private final int width;
  private final int height;
  private final int[] still;
  private final Map<Long, Image> images = new HashMap<>();

  LitPainter(DrawnScene scene, Surroundings surroundings, int width, int height) {
    this.scene = scene;
    this.surroundings = surroundings;
    this.width = width;
    this.height = height;
    this.still = new int[width * height];
    new PlacePainter(surroundings).paint(still, width, height);
    for (int i = 0; i < scene.objects().size(); i++) {
      if (i != scene.named()) {
        lay(scene.objects().get(i), 0, still);
      }
    }
  }

  @Override
  public Image image(double state) {
    long rounded = Math.round(state * STATES);
    return images.computeIfAbsent(
        rounded,
        r -> {
          int[] pixels = still.clone();
          lay(scene.object(), r / STATES, pixels);
          return ScenePainter.image(pixels, width, height);
        });
  }

  @Override
  public Image withoutNamed() {
    return ScenePainter.image(still, width, height);
  }

  private void lay(DrawnObject object, double state, int[] pixels) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = ScenePainter.graphics(image);
    Material.on(g);
    double scale = object.size() * Math.min(width, height);
    double y = object.y() * height + LOWER * scale;
    ScenePainter.paint(g, object, state, SHARE * scale, object.x() * width, y);
    g.dispose();
    new Layer(image, object.region(width, height))
        .lay(pixels, y + GROUND * SHARE * scale, surroundings.light());
  }
}
