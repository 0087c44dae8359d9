package io.asva.media.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses a palette by cutting the box of colours with most to gain at its median. */
final class MedianCut {
  private MedianCut() {}

  /**
   * A palette.
   *
   * @param colours red, green, blue and number of pixels of each colour; at least one
   * @param size most colours of the palette
   */
  static int[][] palette(List<int[]> colours, int size) {
    List<List<int[]>> boxes = new ArrayList<>();
    boxes.add(colours);
    while (boxes.size() < size) {
      List<int[]> box = boxes.stream().max(Comparator.comparingLong(MedianCut::gain)).orElseThrow();
      if (gain(box) == 0) {
        break;
      }
      boxes.remove(box);
      int axis = widest(box);
      List<int[]> sorted = new ArrayList<>(box);
      sorted.sort(Comparator.comparingInt(colour -> colour[axis]));
      int cut = median(sorted);
      boxes.add(sorted.subList(0, cut));
      boxes.add(sorted.subList(cut, sorted.size()));
    }
    return boxes.stream().map(MedianCut::mean).toArray(int[][]::new);
  }

  private static long gain(List<int[]> box) {
    int axis = widest(box);
    long range = range(box, axis);
    return range * range * pixels(box);
  }

  private static long pixels(List<int[]> box) {
    return box.stream().mapToLong(colour -> colour[3]).sum();
  }

  private static int widest(List<int[]> box) {
    int axis = 0;
    for (int c = 1; c < 3; c++) {
      if (range(box, c) > range(box, axis)) {
        axis = c;
      }
    }
    return axis;
  }

  private static int range(List<int[]> box, int axis) {
    int low = 255;
    int high = 0;
    for (int[] colour : box) {
      low = Math.min(low, colour[axis]);
      high = Math.max(high, colour[axis]);
    }
    return high - low;
  }

  private static int median(List<int[]> sorted) {
    long half = pixels(sorted) / 2;
    long count = 0;
    for (int i = 0; i < sorted.size() - 1; i++) {
      count += sorted.get(i)[3];
      if (count >= half) {
        return i + 1;
      }
    }
    return sorted.size() - 1;
  }

  private static int[] mean(List<int[]> box) {
    long[] sum = new long[3];
    long n = pixels(box);
    for (int[] colour : box) {
      for (int c = 0; c < 3; c++) {
        sum[c] += (long) colour[c] * colour[3];
      }
    }
    return new int[] {(int) (sum[0] / n), (int) (sum[1] / n), (int) (sum[2] / n)};
  }
}
