package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.media.Image;
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

  private static Image image(Grey grey) {
    byte[] rgb = new byte[3 * SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * SIZE + x) + c] = (byte) Math.round(grey.at(x, y));
        }
      }
    }
    return new Image(SIZE, SIZE, rgb);
  }

  private static final Image WAVES = image((x, y) -> 128 + 100 * Math.sin(x) * Math.cos(y));

  @Test
  void aImageIsLikeItself() {
    assertThat(StructuralSimilarity.mean(WAVES, WAVES, ALL)).isCloseTo(1, within(1e-9));
  }

  @Test
  void plainImagesDifferByTheirMeansAlone() {
    // (2 * 100 * 150 + c) / (100^2 + 150^2 + c), c = (0.01 * 255)^2
    double found = StructuralSimilarity.mean(image((x, y) -> 100), image((x, y) -> 150), ALL);
    assertThat(found).isCloseTo(30006.5025 / 32506.5025, within(1e-6));
  }

  @Test
  void anInvertedPatternIsUnlike() {
    Image inverted = image((x, y) -> 128 - 100 * Math.sin(x) * Math.cos(y));
    assertThat(StructuralSimilarity.mean(WAVES, inverted, ALL)).isLessThan(-0.8);
  }

  @Test
  void blurCostsMoreThanBrightness() {
    Image brighter = image((x, y) -> 138 + 100 * Math.sin(x) * Math.cos(y));
    Image paler = image((x, y) -> 128 + 30 * Math.sin(x) * Math.cos(y));
    assertThat(StructuralSimilarity.mean(WAVES, brighter, ALL)).isGreaterThan(0.97);
    assertThat(StructuralSimilarity.mean(WAVES, paler, ALL)).isLessThan(0.65);
  }

  @Test
  void onlyTheGivenPixelsCount() {
    Image half = image((x, y) -> x < SIZE / 2 ? 128 + 100 * Math.sin(x) * Math.cos(y) : 0);
    BitSet left = new BitSet();
    for (int y = 0; y < SIZE; y++) {
      left.set(y * SIZE, y * SIZE + SIZE / 2 - 5);
    }
    assertThat(StructuralSimilarity.mean(WAVES, half, left)).isCloseTo(1, within(1e-9));
    assertThat(StructuralSimilarity.mean(WAVES, half, ALL)).isLessThan(0.7);
  }
}
