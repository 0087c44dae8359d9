package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.diffusion.Windows;
import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongVideoTest {
  private static final int SIZE = 64;
  private static final DrawnScene SCENE = DrawnScene.single(5, DrawnCategory.HAMMER, 6);
  private static final Video DRAWN = SCENE.clip(0, 36, 6, SIZE, SIZE);
  private static final List<Video> SINGLE =
      List.of(part(0), part(TimingTrial.FRAMES), part(2 * TimingTrial.FRAMES));

  private static Video part(int from) {
    return new Video(DRAWN.frames().subList(from, from + TimingTrial.FRAMES), 6);
  }

  private static LongVideo look(Video video) {
    return LongVideo.of(SCENE, video, SINGLE, Windows.OVERLAP.starts(36, TimingTrial.FRAMES));
  }

  @Test
  void theDrawnVideoAgreesWithItselfAndDoesNotDrift() {
    LongVideo found = look(DRAWN);
    assertThat(found.agreement()).isCloseTo(1, within(1e-9));
    assertThat(found.leastAgreement()).isCloseTo(1, within(1e-9));
    assertThat(found.colourDrift()).isZero();
    assertThat(found.sharpness()).isEqualTo(1);
    assertThat(found.drawnStep()).isPositive();
  }

  @Test
  void aFrameThatDoesNotBelongIsAJumpAtItsSeam() {
    List<Image> frames = new ArrayList<>(DRAWN.frames());
    int seam = Windows.OVERLAP.starts(36, TimingTrial.FRAMES).get(2) + 1;
    frames.set(seam, new Image(SIZE, SIZE, new byte[3 * SIZE * SIZE]));
    LongVideo found = look(new Video(frames, 6));
    assertThat(found.seam()).isGreaterThan(look(DRAWN).seam()).isGreaterThan(found.drawnStep());
    assertThat(found.agreement()).isLessThan(0.95);
  }

  @Test
  void whatDarkensAndBlursIsSeen() {
    List<Image> frames = new ArrayList<>(DRAWN.frames());
    for (int k = 30; k < 36; k++) {
      byte[] rgb = frames.get(k).rgb().clone();
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) ((rgb[i] & 0xFF) / 2);
      }
      frames.set(k, new Image(SIZE, SIZE, rgb));
    }
    LongVideo found = look(new Video(frames, 6));
    assertThat(found.colourDrift()).isGreaterThan(20);
    assertThat(found.sharpness()).isBetween(0.4, 0.6);
  }

  @Test
  void scenesFollowFromTheSeedAndLastAsLongAsTold() {
    List<DrawnScene> scenes = LongVideo.scenes(Edition.FIRST, 7, 9, 6);
    assertThat(scenes).isEqualTo(LongVideo.scenes(Edition.FIRST, 7, 9, 6)).doesNotHaveDuplicates();
    assertThat(scenes).allMatch(scene -> scene.seconds() == 6);
    assertThat(scenes.get(0).category()).isEqualTo(scenes.get(8).category());
  }
}
