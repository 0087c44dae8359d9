package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.media.Image;
import io.asva.media.Video;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MotionAgreementTest {
  @Test
  void theCurveIsTheMeanDifferenceToTheFirstFrameOverThePixelsThatMove() {
    Video video = new Video(List.of(image(0, 10), image(90, 13), image(30, 10)), 6);
    BitSet moving = MotionAgreement.movingPixels(video);
    assertThat(moving.stream()).containsExactly(0); // pixel 1 changes too little
    assertThat(MotionAgreement.curve(video, moving)).containsExactly(90, 30);
    BitSet both = MotionAgreement.pixels(new Region(0, 0, 2, 1), 2);
    assertThat(MotionAgreement.curve(video, both)).containsExactly(46.5, 15);
    assertThat(MotionAgreement.curve(video, new BitSet())).containsExactly(0, 0);
  }

  private static Image image(int first, int second) {
    byte[] rgb = new byte[6];
    for (int c = 0; c < 3; c++) {
      rgb[c] = (byte) first;
      rgb[3 + c] = (byte) second;
    }
    return new Image(2, 1, rgb);
  }

  @Test
  void correlationIsPearsons() {
    double[] curve = {1, 2, 3, 5};
    assertThat(MotionAgreement.correlation(curve, new double[] {2, 4, 6, 10})).isEqualTo(1);
    assertThat(MotionAgreement.correlation(curve, new double[] {5, 3, 2, 1}))
        .isCloseTo(-33 / 35.0, within(1e-12)); // by hand
    assertThat(MotionAgreement.correlation(curve, new double[4])).isZero();
    assertThatThrownBy(() -> MotionAgreement.correlation(curve, new double[3]))
        .hasMessage("curves of 4 and of 3 frames");
  }

  @Test
  void aTieCountsHalf() {
    double[] own = {0, 1, 0};
    assertThat(MotionAgreement.wins(own, own, List.of(new double[] {1, 0, 0}))).isEqualTo(1);
    assertThat(MotionAgreement.wins(own, own, List.of(own, new double[3]))).isEqualTo(0.75);
  }
}
