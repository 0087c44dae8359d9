package io.asva.metrics.avalign;

import io.asva.core.Cancellation;
import io.asva.media.Image;
import java.util.List;

/** Measures a motion and prints what went wrong; run in a process of its own. */
final class MeasureMotion {
  private MeasureMotion() {}

  public static void main(String[] arguments) {
    Image image = new Image(8, 8, new byte[192]);
    try {
      AvAlign.motion(List.of(image, image), new Cancellation());
      System.out.println("measured");
    } catch (RuntimeException e) {
      System.out.println(e);
    }
  }
}
