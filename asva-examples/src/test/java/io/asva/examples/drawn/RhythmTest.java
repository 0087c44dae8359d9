package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final DrawnScene SCENE = DrawnScene.single(3, DrawnCategory.DRUM, 2);

  @Test
  void wordsAreStrokesAndPausesOfOneLength() {
    DrawnScene played = SCENE.play(Rhythm.of("strike, pause,soft,strike"));
    assertThat(played.track().onsets()).hasSize(3);
    assertThat(played.track().onsets().get(0)).isCloseTo(0.3, within(1e-9));
    assertThat(played.track().onsets().get(1)).isCloseTo(1.1, within(1e-9));
    assertThat(played.track().onsets().get(2)).isCloseTo(1.5, within(1e-9));
    assertThat(played.track().events().get(1).strength()).isEqualTo(0.45);
    assertThat(played.motion(0.3)).isEqualTo(1);
    assertThat(played.motion(0.7)).isZero();
    assertThat(played.still(32, 32).rgb()).isEqualTo(SCENE.still(32, 32).rgb());
  }

  @Test
  void aFullBarFitsAndOneMoreDoesNot() {
    assertThat(SCENE.play(Rhythm.of("strike,soft,strike,soft,strike")).track().onsets())
        .hasSize(5)
        .allMatch(onset -> onset < 2);
    Rhythm long6 = Rhythm.of("strike,soft,strike,soft,strike,soft");
    assertThatThrownBy(() -> SCENE.play(long6))
        .isInstanceOf(DrawnException.class)
        .hasMessage("A clip of 2 s has room for 5 beats of 0.4 s, not 6; leave some out.");
  }

  @Test
  void otherWordsAndSilenceAreRefused() {
    assertThatThrownBy(() -> Rhythm.of("strike,bang"))
        .hasMessageContaining("neither a file nor a rhythm of strike, soft and pause");
    assertThatThrownBy(() -> Rhythm.of("strike,,strike")).isInstanceOf(DrawnException.class);
    assertThatThrownBy(() -> Rhythm.of("pause,pause"))
        .hasMessage("The rhythm \"pause,pause\" has no strike in it; add one.");
  }
}
