package io.asva.sync.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.tensor.FloatTensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StemPoolTest {
  @ParameterizedTest
  @CsvSource({"4,6,3", "5,7,2", "1,1,4", "2,1,1"})
  void poolsAsItIsDefined(int rows, int columns, int channels) {
    Random random = new Random(rows);
    FloatTensor a = random(random, rows, columns, channels);
    FloatTensor b = random(random, rows, columns, channels);
    float[] bias = random(random, 1, 1, channels).values();
    FloatTensor pooled = new StemPool(bias).pool(List.of(a, b));
    int outRows = (rows + 1) / 2;
    int outColumns = (columns + 1) / 2;
    assertThat(pooled.shape().dims()).containsExactly(outRows, outColumns, channels);
    for (int i = 0; i < pooled.values().length; i++) {
      int c = i % channels;
      int column = i / channels % outColumns;
      int row = i / channels / outColumns;
      float largest = 0;
      for (int y = 2 * row - 1; y <= 2 * row + 1; y++) {
        for (int x = 2 * column - 1; x <= 2 * column + 1; x++) {
          if (y >= 0 && y < rows && x >= 0 && x < columns) {
            int at = (y * columns + x) * channels + c;
            largest = Math.max(largest, bias[c] + a.values()[at] + b.values()[at]);
          }
        }
      }
      assertThat(pooled.values()[i]).isEqualTo(largest);
    }
  }

  private static FloatTensor random(Random random, int rows, int columns, int channels) {
    FloatTensor tensor = FloatTensor.zeros(1, rows, columns, channels);
    for (int i = 0; i < tensor.values().length; i++) {
      tensor.values()[i] = (float) random.nextGaussian();
    }
    return tensor;
  }
}
