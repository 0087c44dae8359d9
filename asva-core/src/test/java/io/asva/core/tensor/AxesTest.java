package io.asva.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxesTest {
  private static FloatTensor counted(int... dims) {
    Shape shape = Shape.of(dims);
    float[] values = new float[Math.toIntExact(shape.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return new FloatTensor(shape, values);
  }

  @Test
  void permutingPutsEachElementWhereItsIndicesSay() {
    FloatTensor x = counted(2, 3, 4, 5);
    FloatTensor y = Axes.permute(x, 3, 0, 2, 1);
    assertThat(y.shape()).isEqualTo(Shape.of(5, 2, 4, 3));
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 3; b++) {
        for (int c = 0; c < 4; c++) {
          for (int d = 0; d < 5; d++) {
            assertThat(y.values()[((d * 2 + a) * 4 + c) * 3 + b])
                .isEqualTo(x.values()[((a * 3 + b) * 4 + c) * 5 + d]);
          }
        }
      }
    }
  }

  @Test
  void channelsGoLastAndComeBack() {
    FloatTensor x = counted(2, 3, 4, 5);
    FloatTensor last = Axes.channelsLast(x);
    assertThat(last.shape()).isEqualTo(Shape.of(2, 4, 5, 3));
    assertThat(last.values()[1]).isEqualTo(20);
    assertThat(Axes.channelsFirst(last).values()).isEqualTo(x.values());
    assertThat(Axes.channelsLast(counted(1, 4, 2, 3, 3)).shape())
        .isEqualTo(Shape.of(1, 2, 3, 3, 4));
  }

  @Test
  void axesThatAreNotTheTensorsAreRejected() {
    assertThatThrownBy(() -> Axes.permute(counted(2, 3), 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("axes [0, 0] for shape 2x3");
  }

  @Test
  void rowsAreCutAndJoined() {
    FloatTensor x = counted(3, 2, 2);
    FloatTensor middle = Rows.row(x, 1);
    assertThat(middle.shape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(middle.values()).containsExactly(4, 5, 6, 7);
    FloatTensor joined = Rows.concat(List.of(Rows.row(x, 0), middle, Rows.row(x, 2)));
    assertThat(joined.shape()).isEqualTo(x.shape());
    assertThat(joined.values()).isEqualTo(x.values());
    assertThat(Rows.row(LongTensor.of(new long[] {1, 2, 3, 4}, 2, 2), 1).values())
        .containsExactly(3, 4);
  }

  @Test
  void rowsThatDoNotFitAreRejected() {
    assertThatThrownBy(() -> Rows.row(counted(3, 2), 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("row 3 of shape 3x2");
    assertThatThrownBy(() -> Rows.concat(List.of(counted(1, 2), counted(1, 3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("can't join 1x2 and 1x3");
    assertThatThrownBy(() -> Rows.concat(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no tensors to join");
  }
}
