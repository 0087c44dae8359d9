package io.asva.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FloatTensorTest {
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
    FloatTensor y = x.permute(3, 0, 2, 1);
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
    FloatTensor last = x.channelsLast();
    assertThat(last.shape()).isEqualTo(Shape.of(2, 4, 5, 3));
    assertThat(last.values()[1]).isEqualTo(20);
    assertThat(last.channelsFirst().values()).isEqualTo(x.values());
    assertThat(counted(1, 4, 2, 3, 3).channelsLast().shape()).isEqualTo(Shape.of(1, 2, 3, 3, 4));
  }

  @Test
  void axesThatAreNotTheTensorsAreRejected() {
    assertThatThrownBy(() -> counted(2, 3).permute(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("axes [0, 0] for shape 2x3");
  }

  @Test
  void rowsAreCutAndJoined() {
    FloatTensor x = counted(3, 2, 2);
    FloatTensor middle = x.row(1);
    assertThat(middle.shape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(middle.values()).containsExactly(4, 5, 6, 7);
    FloatTensor joined = FloatTensor.concat(List.of(x.row(0), middle, x.row(2)));
    assertThat(joined.shape()).isEqualTo(x.shape());
    assertThat(joined.values()).isEqualTo(x.values());
    assertThat(LongTensor.of(new long[] {1, 2, 3, 4}, 2, 2).row(1).values()).containsExactly(3, 4);
  }

  @Test
  void rowsThatDoNotFitAreRejected() {
    assertThatThrownBy(() -> counted(3, 2).row(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("1 from 3 on, along axis 0 of shape 3x2");
    assertThatThrownBy(() -> LongTensor.zeros(3, 2).row(-1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("row -1 of shape 3x2");
    assertThatThrownBy(() -> FloatTensor.concat(List.of(counted(1, 2), counted(1, 3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("can't join 1x2 and 1x3");
    assertThatThrownBy(() -> FloatTensor.concat(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no tensors to join");
  }

  @Test
  void partsOfAnyAxisAreCutAndJoined() {
    FloatTensor x = counted(2, 3, 2);
    FloatTensor end = x.narrow(1, 1, 2);
    assertThat(end.shape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(end.values()).containsExactly(2, 3, 4, 5, 8, 9, 10, 11);
    assertThat(x.narrow(-1, 1, 1).values()).containsExactly(1, 3, 5, 7, 9, 11);
    assertThat(x.narrow(1, 3, 0).shape()).isEqualTo(Shape.of(2, 0, 2));
    assertThat(FloatTensor.concat(1, List.of(x.narrow(1, 0, 1), end)).values())
        .isEqualTo(x.values());
    assertThat(FloatTensor.concat(-1, List.of(x.narrow(2, 0, 1), x.narrow(2, 1, 1))).values())
        .isEqualTo(x.values());
    FloatTensor none = FloatTensor.zeros(0, 2);
    assertThat(FloatTensor.concat(1, List.of(none, none)).shape()).isEqualTo(Shape.of(0, 4));
  }

  @Test
  void partsThatReachOutOfTheAxisAreRejected() {
    FloatTensor x = counted(2, 3);
    assertThatThrownBy(() -> x.narrow(1, 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("2 from 2 on, along axis 1 of shape 2x3");
    assertThatThrownBy(() -> x.narrow(1, -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> x.narrow(1, 1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> x.narrow(2, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void stackingAddsAFirstAxis() {
    FloatTensor both = FloatTensor.stack(List.of(counted(2, 3), counted(2, 3)));
    assertThat(both.shape()).isEqualTo(Shape.of(2, 2, 3));
    assertThat(both.row(1).values()).isEqualTo(counted(2, 3).values());
    assertThat(counted(2, 3).unsqueeze(1).shape()).isEqualTo(Shape.of(2, 1, 3));
    assertThat(counted(2, 3).unsqueeze(2).shape()).isEqualTo(Shape.of(2, 3, 1));
    assertThatThrownBy(() -> FloatTensor.stack(List.of(counted(2), counted(3))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void productsAreRoundedOnce() {
    FloatTensor x = FloatTensor.of(new float[] {0.1f, -3, Float.MIN_VALUE}, 3);
    assertThat(x.times(0.18215).values())
        .containsExactly((float) (0.1f * 0.18215), (float) (-3 * 0.18215), 0);
    assertThat(x.times(0.3f).values()[0]).isEqualTo(0.1f * 0.3f);
    assertThat(x.values()[1]).isEqualTo(-3);
  }

  @Test
  void aVectorHoldsNumbersInSinglePrecision() {
    FloatTensor vector = FloatTensor.vector(List.of(0.1, 2, 3.5f));
    assertThat(vector.shape()).isEqualTo(Shape.of(3));
    assertThat(vector.values()).containsExactly(0.1f, 2, 3.5f);
    assertThat(FloatTensor.vector(List.of()).shape()).isEqualTo(Shape.of(0));
  }
}
