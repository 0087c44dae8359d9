package io.asva.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.FloatTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    FloatTensor audio = ramp(80_001);
    List<FloatTensor> clips = AudioClips.uniform(audio, 16_000, 2, 4);
    // 48001/3 samples lie between starts, and the last sample of the last clip is the audio's.
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
  void ofALongAudioTheClipsAloneAreReadAndAreThoseOfTheWhole(@TempDir Path folder)
      throws IOException {
    int rate = 22_050;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * 150 * rate).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(wav.capacity() - 8);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(wav.capacity() - 44);
    Random random = new Random(1);
    while (wav.hasRemaining()) {
      wav.putShort((short) random.nextInt());
    }
    MediaFile file = MediaFile.open(Files.write(folder.resolve("long.wav"), wav.array()));
    Audio whole = file.audio();
    List<FloatTensor> expected = AudioClips.uniform(whole.tensor(), rate, 2, 5);
    // No more samples at once than the clip has, and a second beside it.
    MediaLimits few = new MediaLimits(1, 24 * 3600, 4, 5L * rate);
    MediaFile strict = MediaFile.open(file.path(), few);
    List<FloatTensor> clips =
        AudioClips.uniform(strict, 0, 2, 5, List.of(0, 1, 2, 3, 4), note -> {});
    for (int i = 0; i < 5; i++) {
      assertThat(clips.get(i).values()).as("clip %d", i).isEqualTo(expected.get(i).values());
    }
    FloatTensor third = AudioClips.uniform(strict, 0, 2, 5, List.of(3), note -> {}).get(0);
    assertThat(third.values()).isEqualTo(expected.get(3).values());
  }

  @Test
  void aShortAudioIsTakenWhole() {
    FloatTensor audio = ramp(24_000);
    assertThat(AudioClips.uniform(audio, 16_000, 2, 2)).containsExactly(audio, audio);
  }

  @Test
  void refusesNoClipsAndNoAudio() {
    assertThatThrownBy(() -> AudioClips.starts(5, 2, 0))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("1 or more, not 0");
    assertThatThrownBy(() -> AudioClips.starts(Double.NaN, 2, 1))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> AudioClips.uniform(FloatTensor.zeros(2, 0), 16_000, 2, 1))
        .isInstanceOf(MediaException.class)
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
