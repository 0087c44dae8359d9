package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.media.Video;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawnSceneTest {
  private static final int SIZE = 96;
  private static final double FRAME = 1 / 6.0;

  @ParameterizedTest
  @EnumSource
  void anOnsetShowsInTheFirstFrameThatFollows(DrawnCategory category) {
    for (long seed = 0; seed < 30; seed++) {
      DrawnScene scene = DrawnScene.single(seed, category, 6.5);
      boolean struck = !List.of(DrawnCategory.FIRE, DrawnCategory.MONSTER).contains(category);
      for (SoundEvent event : scene.track().events()) {
        double end = event.onset() + FRAME;
        assertThat(scene.motion(end)).as("seed %d at %f", seed, end).isGreaterThan(0.14);
        if (struck) {
          assertThat(scene.motion(event.onset())).isGreaterThan(0.7 * 0.5);
          assertThat(scene.motion(event.onset() + 0.5 * FRAME)).isGreaterThan(0.3);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFirstFrameIsTheStillPicture(DrawnCategory category) {
    for (long seed = 0; seed < 5; seed++) {
      DrawnScene scene = DrawnScene.single(seed, category, 2);
      assertThat(scene.motion(0)).isZero();
      Video clip = scene.clip(0, 12, 6, SIZE, SIZE);
      assertThat(clip.frames().get(0).rgb()).isEqualTo(scene.still(SIZE, SIZE).rgb());
      assertThat(MotionAgreement.movingPixels(clip).cardinality()).isGreaterThan(SIZE * SIZE / 60);
      assertThat(clip.frames().get(7).rgb()).isEqualTo(scene.frame(7 / 6.0, SIZE, SIZE).rgb());
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheNamedThingMovesAndItKeepsWithinItsRegion(DrawnCategory category) {
    for (DrawnCategory other : EnumSet.complementOf(EnumSet.of(category))) {
      DrawnScene scene = DrawnScene.pair(7, category, other, other, 2);
      int width = 2 * SIZE;
      Video clip = scene.clip(0, 12, 6, width, SIZE);
      BitSet moving = MotionAgreement.movingPixels(clip);
      Region region = scene.region(scene.named(), width, SIZE);
      Region resting = scene.region(1 - scene.named(), width, SIZE);
      assertThat(moving.isEmpty()).isFalse();
      assertThat(outside(moving, region, width).stream()).isEmpty();
      assertThat(MotionAgreement.pixels(resting, width).intersects(moving)).isFalse();
      double[] rest = MotionAgreement.curve(clip, MotionAgreement.pixels(resting, width));
      assertThat(MotionAgreement.mean(rest)).isZero();
    }
  }

  private static BitSet outside(BitSet moving, Region region, int width) {
    BitSet outside = (BitSet) moving.clone();
    outside.andNot(MotionAgreement.pixels(region, width));
    return outside;
  }

  @Test
  void theSamePictureMovesToAnotherSound() {
    DrawnScene picture = DrawnScene.single(1, DrawnCategory.DRUM, 2);
    DrawnScene sound = DrawnScene.single(2, DrawnCategory.DRUM, 2);
    DrawnScene swapped = picture.swapSound(sound);
    assertThat(swapped.still(SIZE, SIZE).rgb()).isEqualTo(picture.still(SIZE, SIZE).rgb());
    assertThat(swapped.sound(16000).samples()[0]).isEqualTo(sound.sound(16000).samples()[0]);
    for (double t = 0; t < 2; t += 0.1) {
      assertThat(swapped.motion(t)).isEqualTo(sound.motion(t));
    }
    assertThat(swapped.motion(swapped.track().onsets().get(0))).isGreaterThan(0.9);
  }

  @Test
  void theOtherThingMovesToTheSameSoundWhenItIsNamed() {
    DrawnScene scene =
        DrawnScene.pair(3, DrawnCategory.FROG, DrawnCategory.BELL, DrawnCategory.FROG, 2);
    DrawnScene other = scene.name(1 - scene.named());
    assertThat(other.category()).isEqualTo(DrawnCategory.BELL);
    assertThat(other.track()).isEqualTo(scene.track());
    assertThat(other.still(SIZE, SIZE).rgb()).isEqualTo(scene.still(SIZE, SIZE).rgb());
    double onset = scene.track().onsets().get(0);
    assertThat(other.motion(onset)).isGreaterThan(0.3);
    assertThatThrownBy(() -> scene.name(2)).hasMessage("thing 2 is named, but there are 2");
  }

  @Test
  void aSceneIsTheSameAgainAndLooksAlikeAtAnySize() {
    for (DrawnCategory category : DrawnCategory.values()) {
      DrawnScene scene = DrawnScene.single(4, category, 2);
      assertThat(DrawnScene.single(4, category, 2)).isEqualTo(scene);
      assertThat(DrawnScene.single(5, category, 2)).isNotEqualTo(scene);
      double[] small = curve(scene, 48);
      double[] large = curve(scene, 192);
      assertThat(MotionAgreement.correlation(small, large)).isCloseTo(1, within(0.01));
    }
  }

  private static double[] curve(DrawnScene scene, int size) {
    Video clip = TimingTrial.draw(scene, size);
    return MotionAgreement.curve(clip, MotionAgreement.movingPixels(clip));
  }
}
