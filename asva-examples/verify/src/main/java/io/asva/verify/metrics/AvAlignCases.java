package io.asva.verify.metrics;

import io.asva.core.Cancellation;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.metrics.avalign.AvAlign;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes cases of the kind {@code metrics.av_align}. */
public final class AvAlignCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("metrics.av_align");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    double fps = golden.json().path("fps").asDouble();
    float[] envelope = AvAlign.onsetEnvelope(audio(golden));
    float[] motion =
        AvAlign.motion(frames((ByteTensor) golden.input("frames")), new Cancellation());
    List<Double> audio = AvAlign.audioPeaks(envelope);
    List<Double> video = AvAlign.videoPeaks(motion, fps);
    double score = AvAlign.score(audio, video, fps).orElse(Double.NaN);
    return golden.compare(
        Map.of(
            "onset_envelope", FloatTensor.of(envelope, envelope.length),
            "onset_times", FloatTensor.vector(audio),
            "flow", FloatTensor.of(motion, motion.length),
            "video_peaks", FloatTensor.vector(video),
            "score", FloatTensor.vector(List.of(score))));
  }

  private static Audio audio(GoldenCase golden) {
    FloatTensor waveform = golden.floats("waveform");
    int channels = waveform.shape().dim(0);
    int length = waveform.shape().dim(1);
    float[][] samples = new float[channels][];
    for (int c = 0; c < channels; c++) {
      samples[c] = Arrays.copyOfRange(waveform.values(), c * length, (c + 1) * length);
    }
    return new Audio(golden.json().path("rate").asInt(), samples);
  }

  private static List<Image> frames(ByteTensor frames) {
    int height = frames.shape().dim(1);
    int width = frames.shape().dim(2);
    int bytes = 3 * height * width;
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < frames.shape().dim(0); i++) {
      byte[] rgb = Arrays.copyOfRange(frames.values(), i * bytes, (i + 1) * bytes);
      images.add(new Image(width, height, rgb));
    }
    return images;
  }
}
