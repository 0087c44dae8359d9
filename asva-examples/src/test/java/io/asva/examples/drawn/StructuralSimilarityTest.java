package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.media.Picture;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class StructuralSimilarityTest {
  private static final int SIZE = 24;
  private static final BitSet ALL = new BitSet();

  static {
    ALL.set(0, SIZE * SIZE);
  }

  private interface Grey {
    double at(int x, int y);
  }

  private static Picture picture(Grey grey) {
    byte[] rgb = new byte[3 * SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * SIZE + x) + c] = (byte) Math.round(grey.at(x, y));
        }
      }
    }
    return new Picture(SIZE, SIZE, rgb);
  }

  private static final Picture WAVES = picture((x, y) -> 128 + 100 * Math.sin(x) * Math.cos(y));

  @Test
  void aPictureIsLikeItself() {
    assertThat(StructuralSimilarity.mean(WAVES, WAVES, ALL)).isCloseTo(1, within(1e-9));
  }

  @Test
  void plainPicturesDifferByTheirMeansAlone() {
    // (2 * 100 * 150 + c) / (100^2 + 150^2 + c), c = (0.01 * 255)^2
    double found = StructuralSimilarity.mean(picture((x, y) -> 100), picture((x, y) -> 150), ALL);
    assertThat(found).isCloseTo(30006.5025 / 32506.5025, within(1e-6));
  }

  @Test
  void anInvertedPatternIsUnlike() {
    Picture inverted = picture((x, y) -> 128 - 100 * Math.sin(x) * Math.cos(y));
    assertThat(StructuralSimilarity.mean(WAVES, inverted, ALL)).isLessThan(-0.8);
  }

  @Test
  void blurCostsMoreThanBrightness() {
    Picture brighter = picture((x, y) -> 138 + 100 * Math.sin(x) * Math.cos(y));
    Picture paler = picture((x, y) -> 128 + 30 * Math.sin(x) * Math.cos(y));
    assertThat(StructuralSimilarity.mean(WAVES, brighter, ALL)).isGreaterThan(0.97);
    assertThat(StructuralSimilarity.mean(WAVES, paler, ALL)).isLessThan(0.65);
  }

  @Test
  void onlyTheGivenPixelsCount() {
    Picture half = picture((x, y) -> x < SIZE / 2 ? 128 + 100 * Math.sin(x) * Math.cos(y) : 0);
    BitSet left = new BitSet();
    for (int y = 0; y < SIZE; y++) {
      left.set(y * SIZE, y * SIZE + SIZE / 2 - 5);
    }
    assertThat(StructuralSimilarity.mean(WAVES, half, left)).isCloseTo(1, within(1e-9));
    assertThat(StructuralSimilarity.mean(WAVES, half, ALL)).isLessThan(0.7);
  }
}
