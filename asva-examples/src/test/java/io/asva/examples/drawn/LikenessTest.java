package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LikenessTest {
  private static final int SIZE = 96;
  private static final DrawnScene SCENE = DrawnScene.single(5, DrawnCategory.HAMMER, 2);
  private static final Video DRAWN = TimingTrial.draw(SCENE, SIZE);

  private static Video changed(UnaryOperator<Image> change) {
    return new Video(DRAWN.frames().stream().map(change).toList(), DRAWN.fps());
  }

  /** The image in which each value is so much higher. */
  private static Image brighter(Image image, int by) {
    byte[] rgb = image.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.min(255, (rgb[i] & 0xFF) + by);
    }
    return new Image(image.width(), image.height(), rgb);
  }

  @Test
  void theDrawnClipItselfIsTheTruth() {
    Likeness likeness = Likeness.of(SCENE, DRAWN);
    assertThat(likeness.frames()).hasSize(TimingTrial.FRAMES - 1);
    assertThat(likeness.psnr()).isEqualTo(50);
    assertThat(likeness.lowPsnr()).isEqualTo(50);
    assertThat(likeness.ssim()).isCloseTo(1, within(1e-9));
    assertThat(likeness.colourError()).isZero();
    assertThat(likeness.sameColour()).isEqualTo(1);
  }

  @Test
  void aKnownErrorHasAKnownRatio() {
    Image grey = new Image(2, 2, new byte[12]);
    assertThat(Likeness.psnr(grey, brighter(grey, 16))).isCloseTo(24.048, within(1e-3));
    assertThat(Likeness.psnr(grey, grey)).isEqualTo(50);
  }

  @Test
  void aStillImageIsUnlikeWhereTheThingStrikes() {
    Likeness still = Likeness.of(SCENE, changed(frame -> DRAWN.frames().get(0)));
    Likeness struck = still.moved(0.9);
    assertThat(struck.frames()).isNotEmpty();
    assertThat(struck.psnr()).isLessThan(20);
    assertThat(struck.ssim()).isLessThan(0.8);
    assertThat(still.lowPsnr()).isLessThan(struck.psnr() + 1);
    assertThat(still.psnr()).isGreaterThan(struck.psnr() + 3);
  }

  @Test
  void whatIsAroundTheMotionDoesNotCount() {
    BitSet moving = MotionAgreement.movingPixels(DRAWN);
    Video elsewhere =
        changed(
            frame -> {
              byte[] rgb = frame.rgb().clone();
              for (int i = moving.nextClearBit(0);
                  i < SIZE * SIZE;
                  i = moving.nextClearBit(i + 1)) {
                rgb[3 * i] = 0;
              }
              return new Image(SIZE, SIZE, rgb);
            });
    Likeness likeness = Likeness.of(SCENE, elsewhere);
    assertThat(likeness.psnr()).isEqualTo(50);
    assertThat(likeness.colourError()).isZero();
    assertThat(likeness.ssim()).isLessThan(1); // whose windows reach beyond
  }

  @Test
  void aThingThatVanishesOrTurnsPurpleHasLostItsColour() {
    Image empty = SCENE.withoutNamed(SIZE, SIZE);
    assertThat(Likeness.of(SCENE, changed(frame -> empty)).sameColour()).isLessThan(0.2);
    Video purple =
        changed(
            frame -> {
              byte[] rgb = frame.rgb().clone();
              for (int i = 1; i < rgb.length; i += 3) {
                rgb[i] = (byte) ((rgb[i] & 0xFF) / 2);
              }
              return new Image(SIZE, SIZE, rgb);
            });
    assertThat(Likeness.of(SCENE, purple).sameColour()).isZero();
    Likeness lit = Likeness.of(SCENE, changed(frame -> brighter(frame, 4)));
    assertThat(lit.colourError()).isBetween(0.005, 0.08);
    assertThat(lit.sameColour()).isEqualTo(1);
  }

  @Test
  void aSecondVideoCountsFrameByFrame() {
    Likeness same = Likeness.of(SCENE, DRAWN);
    Likeness still = Likeness.of(SCENE, changed(frame -> DRAWN.frames().get(0)));
    Likeness both = Likeness.of(List.of(same, still));
    assertThat(both.frames()).hasSize(2 * (TimingTrial.FRAMES - 1));
    assertThat(both.psnr()).isCloseTo((same.psnr() + still.psnr()) / 2, within(1e-9));
  }

  @Test
  void theTenthPercentileLiesBetweenValues() {
    List<Double> values = new ArrayList<>();
    for (int i = 10; i >= 0; i--) {
      values.add((double) i);
    }
    assertThat(Likeness.tenth(values)).isEqualTo(1);
    assertThat(Likeness.tenth(List.of(4.0, 2.0))).isCloseTo(2.2, within(1e-9));
    assertThat(Likeness.tenth(Collections.emptyList())).isZero();
  }
}
