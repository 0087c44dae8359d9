package io.asva.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.FloatTensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioClipsTest {
  @Test
  void oneClipIsTheMiddle() {
    assertThat(AudioClips.starts(5, 2, 1)).containsExactly(1.5);
  }

  @Test
  void moreClipsAreSpreadFromStartToEnd() {
    assertThat(AudioClips.starts(5, 2, 4)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void clipsOfAShortWholeAllStartAtItsStart() {
    assertThat(AudioClips.starts(1.5, 2, 3)).containsExactly(0, 0, 0);
  }

  @Test
  void startsAndEndsAreTruncatedToSamples() {
    FloatTensor sound = ramp(80_001);
    List<FloatTensor> clips = AudioClips.uniform(sound, 16_000, 2, 4);
    // 48001/3 samples lie between starts, and the last sample of the last clip is the sound's.
    assertThat(clips.get(1).values()[0]).isEqualTo(16_000);
    assertThat(clips.get(2).values()[0]).isEqualTo(32_000);
    assertThat(clips.get(3).values()[0]).isEqualTo(48_001);
    assertThat(clips.get(3).values()).endsWith(80_000);
  }

  @Test
  void channelsAreCutAlike() {
    float[] both = new float[8000];
    for (int i = 0; i < 4000; i++) {
      both[i] = i;
      both[4000 + i] = -i;
    }
    FloatTensor clip = AudioClips.uniform(FloatTensor.of(both, 2, 4000), 16_000, 0.125, 1).get(0);
    assertThat(clip.shape().dims()).containsExactly(2, 2000);
    assertThat(clip.values()[0]).isEqualTo(1000);
    assertThat(clip.values()[2000]).isEqualTo(-1000);
  }

  @Test
  void aShortSoundIsTakenWhole() {
    FloatTensor sound = ramp(24_000);
    assertThat(AudioClips.uniform(sound, 16_000, 2, 2)).containsExactly(sound, sound);
  }

  @Test
  void refusesNoClipsAndNoSound() {
    assertThatThrownBy(() -> AudioClips.starts(5, 2, 0))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("1 or more, not 0");
    assertThatThrownBy(() -> AudioClips.starts(Double.NaN, 2, 1))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> AudioClips.uniform(FloatTensor.zeros(2, 0), 16_000, 2, 1))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("2x0");
  }

  private static FloatTensor ramp(int samples) {
    float[] values = new float[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = i;
    }
    return FloatTensor.of(values, 1, samples);
  }
}
