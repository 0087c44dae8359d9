package io.asva.diffusion.internal;

import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.Forecast;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The estimates of the noise that a clip's forecasts start from: those of the last evaluated steps,
 * and the polynomial through them. One clip's, for one thread at a time.
 */
final class EstimateForecast {
  private final int points;
  private final Deque<Point> last = new ArrayDeque<>();

  EstimateForecast(Forecast forecast) {
    this.points = forecast.every() > 1 ? forecast.order() + 1 : 0;
  }

  private record Point(int step, FloatTensor estimate) {}

  /** Remembers an evaluated step's estimate, as far as forecasts need it, and gives it back. */
  FloatTensor remember(int step, FloatTensor estimate) {
    if (points > 0) {
      last.addLast(new Point(step, estimate));
      if (last.size() > points) {
        last.removeFirst();
      }
    }
    return estimate;
  }

  /** The estimate of a step that is not evaluated, by Lagrange's form of the polynomial. */
  FloatTensor at(int step) {
    List<Point> known = new ArrayList<>(last);
    double[] sums = new double[known.get(0).estimate().values().length];
    for (Point point : known) {
      double weight = 1;
      for (Point other : known) {
        if (other.step() != point.step()) {
          weight *= (double) (step - other.step()) / (point.step() - other.step());
        }
      }
      float[] values = point.estimate().values();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * values[i];
      }
    }
    float[] forecast = new float[sums.length];
    for (int i = 0; i < forecast.length; i++) {
      forecast[i] = (float) sums[i];
    }
    return new FloatTensor(known.get(0).estimate().shape(), forecast);
  }
}
