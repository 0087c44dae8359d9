package io.asva.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoundTest {
  private final Sound sound = new Sound(10, new float[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void aLaterSoundBeginsWithSilence() {
    assertThat(sound.delayed(2).samples())
        .isDeepEqualTo(new float[][] {{0, 0, 1, 2, 3}, {0, 0, 4, 5, 6}});
  }

  @Test
  void anEarlierSoundLosesItsBegin() {
    assertThat(sound.delayed(-2).samples()).isDeepEqualTo(new float[][] {{3}, {6}});
    assertThat(sound.delayed(-4).samples()).isDeepEqualTo(new float[2][0]);
    assertThat(sound.delayed(0)).isSameAs(sound);
  }
}
