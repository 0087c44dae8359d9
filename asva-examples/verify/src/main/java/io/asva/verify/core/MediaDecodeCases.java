package io.asva.verify.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import io.asva.media.Audio;
import io.asva.media.AudioBlocks;
import io.asva.media.MediaFile;
import io.asva.media.Protocol;
import io.asva.media.VideoFrames;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Computes golden cases of the kind {@code media.decode}. */
public final class MediaDecodeCases implements CaseRunner {
  /** For the service loader. */
  public MediaDecodeCases() {}

  @Override
  public Set<String> kinds() {
    return Set.of("media.decode");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    MediaFile file = MediaFile.open(golden.file(golden.json().path("file").asText()));
    List<Comparison> result = new ArrayList<>();
    for (String name : golden.expectedNames()) {
      result.add(
          switch (name) {
            case "frames" -> frames(golden, file);
            case "audio" -> audio(golden, file);
            default -> Comparison.failed(name, golden.tolerance(name), "unknown expectation");
          });
    }
    if (golden.json().has("frame_times")) {
      result.add(times(golden, "frame_times", frameTimes(file)));
    }
    if (golden.json().has("audio_frame_times")) {
      result.add(times(golden, "audio_frame_times", blockTimes(file)));
    }
    return result;
  }

  private static Comparison frames(GoldenCase golden, MediaFile file) {
    ByteTensor expected = (ByteTensor) golden.expected("frames");
    byte[] actual = new byte[expected.values().length];
    JsonNode keep = golden.json().path("keep");
    int size = actual.length / Math.max(1, keep.size());
    int kept = 0;
    try (VideoFrames frames = file.frames()) {
      for (int i = 0; kept < keep.size() && frames.next(); i++) {
        if (keep.get(kept).asInt() == i) {
          byte[] rgb = frames.image().rgb();
          if (rgb.length != size) {
            return Comparison.failed("frames", 0, "frame " + i + " has " + rgb.length + " bytes");
          }
          System.arraycopy(rgb, 0, actual, size * kept++, size);
        }
      }
    }
    double allowed = golden.json().path("tolerance_u8").asDouble();
    if (kept < keep.size()) {
      return Comparison.failed("frames", allowed, "only " + kept + " of the frames are there");
    }
    int worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs((actual[i] & 0xFF) - (expected.values()[i] & 0xFF)));
    }
    return new Comparison("frames", worst, allowed, "largest difference of a value " + worst);
  }

  private static Comparison audio(GoldenCase golden, MediaFile file) {
    String name = "audio";
    Audio audio =
        file.audio(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Protocol.REFERENCE);
    int rate = golden.json().path("rate").asInt();
    double allowed = golden.tolerance(name);
    if (audio.rate() != rate) {
      return Comparison.failed(name, allowed, "rate " + audio.rate() + ", expected " + rate);
    }
    Tensor expected = golden.expected(name);
    return TensorComparison.compare(name, audio.tensor(), expected, allowed);
  }

  private static Comparison times(GoldenCase golden, String name, List<Double> actual) {
    JsonNode expected = golden.json().path(name);
    float[] difference = new float[expected.size()];
    double allowed = golden.tolerance(name);
    if (actual.size() != difference.length) {
      return Comparison.failed(
          name, allowed, actual.size() + " times, expected " + difference.length);
    }
    for (int i = 0; i < difference.length; i++) {
      difference[i] = (float) (actual.get(i) - expected.get(i).asDouble());
    }
    FloatTensor none = FloatTensor.zeros(difference.length);
    return TensorComparison.compare(
        name, FloatTensor.of(difference, difference.length), none, allowed);
  }

  private static List<Double> frameTimes(MediaFile file) {
    List<Double> times = new ArrayList<>();
    try (VideoFrames frames = file.frames(Double.NEGATIVE_INFINITY, Protocol.REFERENCE)) {
      while (frames.next()) {
        times.add(frames.time().seconds());
      }
    }
    return times;
  }

  private static List<Double> blockTimes(MediaFile file) {
    List<Double> times = new ArrayList<>();
    try (AudioBlocks blocks = file.blocks(Protocol.REFERENCE)) {
      while (blocks.next()) {
        times.add(blocks.time().seconds());
      }
    }
    return times;
  }
}
