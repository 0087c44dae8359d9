package io.asva.metrics.avalign;

import io.asva.core.Cancellation;
import io.asva.media.Picture;
import java.util.List;

/** Measures a motion and prints what went wrong; run in a process of its own. */
final class MeasureMotion {
  private MeasureMotion() {}

  public static void main(String[] arguments) {
    Picture picture = new Picture(8, 8, new byte[192]);
    try {
      AvAlign.motion(List.of(picture, picture), new Cancellation());
      System.out.println("measured");
    } catch (RuntimeException e) {
      System.out.println(e);
    }
  }
}
