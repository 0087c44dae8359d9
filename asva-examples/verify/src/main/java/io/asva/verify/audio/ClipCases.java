package io.asva.verify.audio;

import io.asva.audio.MelSpectrogram;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.AudioClips;
import io.asva.media.MediaFile;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
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
    Audio audio = MediaFile.open(golden.file(golden.json().path("file").asText())).audio();
    double seconds = golden.json().path("seconds").asDouble();
    int count = golden.json().path("clips").asInt();
    List<FloatTensor> clips = AudioClips.uniform(audio.tensor(), audio.rate(), seconds, count);
    return golden.compare(
        Map.of(
            "waveforms", shortened(clips),
            "mel", FloatTensor.stack(clips.stream().map(MelSpectrogram::of).toList())));
  }

  private static FloatTensor shortened(List<FloatTensor> clips) {
    int shortest = clips.stream().mapToInt(clip -> clip.shape().dim(1)).min().orElseThrow();
    return FloatTensor.stack(clips.stream().map(clip -> clip.narrow(1, 0, shortest)).toList());
  }
}
