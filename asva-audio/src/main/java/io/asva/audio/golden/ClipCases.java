package io.asva.audio.golden;

import io.asva.audio.AudioClips;
import io.asva.audio.MelSpectrogram;
import io.asva.core.golden.CaseRunner;
import io.asva.core.golden.Comparison;
import io.asva.core.golden.GoldenCase;
import io.asva.core.media.MediaFile;
import io.asva.core.media.Sound;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the cases of kind {@code audio.clips}. */
public final class ClipCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("audio.clips");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    Sound sound = MediaFile.open(golden.file(golden.json().path("file").asText())).sound();
    double seconds = golden.json().path("seconds").asDouble();
    int count = golden.json().path("clips").asInt();
    List<FloatTensor> clips = AudioClips.uniform(sound.tensor(), sound.rate(), seconds, count);
    return golden.compare(
        Map.of(
            "waveforms", shortened(clips),
            "mel", stacked(clips.stream().map(MelSpectrogram::of).toList())));
  }

  private static FloatTensor shortened(List<FloatTensor> clips) {
    int shortest = clips.stream().mapToInt(clip -> clip.shape().dim(1)).min().orElseThrow();
    return stacked(clips.stream().map(clip -> cut(clip, shortest)).toList());
  }

  private static FloatTensor cut(FloatTensor clip, int length) {
    int channels = clip.shape().dim(0);
    float[] out = new float[channels * length];
    for (int c = 0; c < channels; c++) {
      System.arraycopy(clip.values(), c * clip.shape().dim(1), out, c * length, length);
    }
    return FloatTensor.of(out, channels, length);
  }

  private static FloatTensor stacked(List<FloatTensor> parts) {
    int[] dims = parts.get(0).shape().dims();
    int size = parts.get(0).values().length;
    float[] out = new float[parts.size() * size];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i).values(), 0, out, i * size, size);
    }
    int[] stacked = new int[dims.length + 1];
    stacked[0] = parts.size();
    System.arraycopy(dims, 0, stacked, 1, dims.length);
    return FloatTensor.of(out, stacked);
  }
}
