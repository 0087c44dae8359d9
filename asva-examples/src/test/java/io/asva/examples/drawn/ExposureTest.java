package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.media.Image;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExposureTest {
  private static Image grey(int value) {
    return new Image(1, 1, new byte[] {(byte) value, (byte) value, (byte) value});
  }

  @Test
  void aMomentIsTheImageItself() {
    Image image = grey(9);
    assertThat(Exposure.NONE.frame(3, t -> image)).isSameAs(image);
  }

  @Test
  void momentsAreSpreadOverTheTimeThatTheShutterIsOpen() {
    List<Double> times = new ArrayList<>();
    new Exposure(0.4, 4)
        .frame(
            1,
            t -> {
              times.add(t);
              return grey((int) (10 * t));
            });
    assertThat(times)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
        .containsExactly(1.05, 1.15, 1.25, 1.35);
  }

  @Test
  void lightIsAddedUpAndNotTheNumbersThatStandForIt() {
    // Half of white's light is 188 in sRGB; the mean of the numbers would be 128.
    Image half = new Exposure(1, 2).frame(0, t -> grey(t < 0.5 ? 0 : 255));
    assertThat(half.value(0, 0, 0)).isEqualTo(188);
    Image same = new Exposure(1, 3).frame(0, t -> grey(77));
    assertThat(same.value(0, 0, 1)).isEqualTo(77);
  }

  @Test
  void whatStandsStillIsNotDevelopedAgain() {
    Image still = grey(5);
    assertThat(new Exposure(1, 8).frame(0, t -> still)).isSameAs(still);
  }

  @Test
  void anExposureThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Exposure(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Exposure(1, 0)).hasMessageContaining("by 0 samples");
  }
}
