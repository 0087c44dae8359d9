package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.examples.drawn.internal.light.PlacePainter;
import io.asva.media.Image;
import io.asva.media.Video;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DrawnSceneTest {
  private static final int SIZE = 96;
  private static final double FRAME = 1 / 6.0;

  static Stream<Arguments> kinds() {
    return Arrays.stream(Edition.values())
        .flatMap(edition -> edition.categories().stream().map(c -> Arguments.of(edition, c)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anOnsetShowsInTheFirstFrameThatFollows(Edition edition, DrawnCategory category) {
    for (long seed = 0; seed < 30; seed++) {
      DrawnScene scene = DrawnScene.single(edition, seed, category, 6.5);
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
  @MethodSource("kinds")
  void theFirstFrameIsTheStillImage(Edition edition, DrawnCategory category) {
    for (long seed = 0; seed < 5; seed++) {
      DrawnScene scene = DrawnScene.single(edition, seed, category, 2);
      assertThat(scene.motion(0)).isZero();
      Video clip = scene.clip(0, 12, 6, SIZE, SIZE);
      assertThat(clip.frames().get(0).rgb()).isEqualTo(scene.still(SIZE, SIZE).rgb());
      assertThat(MotionAgreement.movingPixels(clip).cardinality()).isGreaterThan(SIZE * SIZE / 60);
      assertThat(clip.frames().get(7).rgb()).isEqualTo(scene.frame(7 / 6.0, SIZE, SIZE).rgb());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void onlyTheNamedThingMovesAndItKeepsWithinItsRegion(Edition edition, DrawnCategory category) {
    for (DrawnCategory other : edition.categories()) {
      if (other == category) {
        continue;
      }
      DrawnScene scene = DrawnScene.group(edition, 7, category, List.of(other), other, 2);
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
  void theSameImageMovesToAnotherAudio() {
    DrawnScene image = DrawnScene.single(1, DrawnCategory.DRUM, 2);
    DrawnScene audio = DrawnScene.single(2, DrawnCategory.DRUM, 2);
    DrawnScene swapped = image.swapAudio(audio);
    assertThat(swapped.still(SIZE, SIZE).rgb()).isEqualTo(image.still(SIZE, SIZE).rgb());
    assertThat(swapped.audio(16000).samples()[0]).isEqualTo(audio.audio(16000).samples()[0]);
    for (double t = 0; t < 2; t += 0.1) {
      assertThat(swapped.motion(t)).isEqualTo(audio.motion(t));
    }
    assertThat(swapped.motion(swapped.track().onsets().get(0))).isGreaterThan(0.9);
  }

  @Test
  void theOtherThingMovesToTheSameAudioWhenItIsNamed() {
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
    for (Edition edition : Edition.values()) {
      looksAlikeAtAnySize(edition);
    }
  }

  private static void looksAlikeAtAnySize(Edition edition) {
    for (DrawnCategory category : edition.categories()) {
      DrawnScene scene = DrawnScene.single(edition, 4, category, 2);
      assertThat(DrawnScene.single(edition, 4, category, 2)).isEqualTo(scene);
      assertThat(DrawnScene.single(edition, 5, category, 2)).isNotEqualTo(scene);
      double[] small = curve(scene, 48);
      double[] large = curve(scene, 192);
      assertThat(MotionAgreement.correlation(small, large)).isCloseTo(1, within(0.01));
    }
  }

  private static double[] curve(DrawnScene scene, int size) {
    Video clip = TimingTrial.draw(scene, size);
    return MotionAgreement.curve(clip, MotionAgreement.movingPixels(clip));
  }

  @Test
  void threeThingsShareAnImageAndOneOfThemMoves() {
    DrawnScene scene =
        DrawnScene.group(
            Edition.SECOND,
            12,
            DrawnCategory.DOG,
            List.of(DrawnCategory.DUCK, DrawnCategory.AXE),
            DrawnCategory.DOG,
            2);
    assertThat(scene.objects()).hasSize(3);
    assertThat(scene.category()).isEqualTo(DrawnCategory.DOG);
    BitSet moving = MotionAgreement.movingPixels(scene.clip(0, 12, 6, SIZE, SIZE));
    assertThat(moving.isEmpty()).isFalse();
    assertThat(outside(moving, scene.region(scene.named(), SIZE, SIZE), SIZE).stream()).isEmpty();
  }

  @Test
  void aThingGathersItselfBeforeItStrikesInTheSecondEditionAlone() {
    for (Edition edition : Edition.values()) {
      DrawnScene scene = DrawnScene.single(edition, 3, DrawnCategory.HAMMER, 2);
      double onset = scene.track().onsets().get(0);
      double least = 0;
      for (double t = onset - 0.3; t < onset; t += 0.005) {
        least = Math.min(least, scene.motion(t));
      }
      assertThat(least).isBetween(-0.26, edition == Edition.FIRST ? 0 : -0.12);
      assertThat(scene.motion(onset)).isEqualTo(1);
    }
  }

  @Test
  void aFrameShowsTheWayThatAThingGoesWhileTheShutterIsOpen() {
    DrawnScene scene = DrawnScene.single(Edition.SECOND, 3, DrawnCategory.HAMMER, 2);
    double struck = scene.track().onsets().get(0) - 0.06;
    Image shown = scene.frame(struck, SIZE, SIZE);
    Image before = scene.at(scene.motion(struck), SIZE, SIZE);
    Image after = scene.at(scene.motion(struck + 1 / 12.0), SIZE, SIZE);
    int shownMore = 0;
    BitSet way = MotionAgreement.differentPixels(before, after);
    for (int i = way.nextSetBit(0); i >= 0; i = way.nextSetBit(i + 1)) {
      int a = before.rgb()[3 * i] & 0xFF;
      int b = after.rgb()[3 * i] & 0xFF;
      int c = shown.rgb()[3 * i] & 0xFF;
      shownMore += c >= Math.min(a, b) - 60 && c <= Math.max(a, b) + 60 ? 1 : 0;
    }
    assertThat(shownMore).isGreaterThan(way.cardinality() * 9 / 10);
    assertThat(shown.rgb()).isNotEqualTo(before.rgb()).isNotEqualTo(after.rgb());
    assertThat(scene.frame(0.1, SIZE, SIZE).rgb()).isEqualTo(scene.still(SIZE, SIZE).rgb());
  }

  @Test
  void aSeedGivesTheSamePlaceOnEveryMachine() {
    // Places are painted without Java's drawing, so their pixels don't depend on its release.
    CRC32 checksum = new CRC32();
    for (Place place : Place.values()) {
      int[] pixels = new int[64 * 64];
      new PlacePainter(new Surroundings(place, 0.3, 0.6, 0.5, 0.55, 0.7, 42)).paint(pixels, 64, 64);
      ByteBuffer bytes = ByteBuffer.allocate(4 * pixels.length);
      bytes.asIntBuffer().put(pixels);
      checksum.update(bytes);
    }
    assertThat(checksum.getValue()).isEqualTo(0x9ab403edL);
  }
}
