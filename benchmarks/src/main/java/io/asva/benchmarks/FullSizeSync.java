package io.asva.benchmarks;

import io.asva.audio.MelSpectrogram;
import io.asva.core.image.FramePreset;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.media.ClipSampling;
import io.asva.metrics.fid.InceptionGraph;
import io.asva.sync.SyncAccuracy;
import io.asva.sync.network.Classifier;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.SyncAudioGraph;
import io.asva.sync.network.SyncHeadGraph;
import io.asva.sync.network.SyncVideoGraph;
import io.asva.sync.network.SyncWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sync classifier and FID's network at their published size, and inputs of random numbers. */
final class FullSizeSync {
  static final int PIXELS = FramePreset.CLIP.size();
  static final double FPS = 25; // of the video that clips are cut from
  static final double SECONDS = 10;

  private FullSizeSync() {}

  /** The three networks' weights under the names that training gives them. */
  static Weights weights() {
    NetworkWidths widths = NetworkWidths.published();
    Map<String, Shape> all = new LinkedHashMap<>();
    SyncAudioGraph.weights(widths).forEach((n, shape) -> all.put("audio_encoder." + n, shape));
    SyncVideoGraph.weights(widths).forEach((n, shape) -> all.put("video_encoder." + n, shape));
    SyncHeadGraph.weights(SyncHeadGraph.Widths.published(widths.embedding()))
        .forEach((n, shape) -> all.put("head." + n, shape));
    return FullSize.weights("sync-full", all);
  }

  static Classifier classifier(Device device, NetworkOptions options) {
    return Classifier.open(SyncWeights.ofPrefixed(weights()), device, options);
  }

  static Weights inceptionWeights() {
    return FullSize.weights("inception-full", InceptionGraph.weights());
  }

  static FloatTensor mel(int seed) {
    return FullSize.random(seed, 1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES);
  }

  /** Prepared frames, each a tensor of its own. */
  static List<FloatTensor> frames(int seed, int count) {
    List<FloatTensor> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(FullSize.random(1000L * seed + i, 1, 3, PIXELS, PIXELS));
    }
    return frames;
  }

  /** A clip of twelve frames that follow each other. */
  static List<Integer> clip() {
    List<Integer> clip = new ArrayList<>();
    for (int i = 0; i < ClipSampling.STANDARD.frames(); i++) {
      clip.add(i);
    }
    return clip;
  }

  /** The frames of the 31 clips of a video's evaluation, numbered from the first that is used. */
  static List<List<Integer>> shifts() {
    double[] times = new double[(int) (SECONDS * FPS)];
    for (int i = 0; i < times.length; i++) {
      times[i] = Math.rint(i / FPS * 1e6) / 1e6;
    }
    double[] starts =
        ClipSampling.STANDARD.compactStarts(SECONDS, SyncAccuracy.CLIPS, SyncAccuracy.GAP);
    int[][] chosen = ClipSampling.STANDARD.nearest(times, starts);
    int first = Arrays.stream(chosen).flatMapToInt(Arrays::stream).min().orElseThrow();
    return Arrays.stream(chosen)
        .map(clip -> Arrays.stream(clip).map(i -> i - first).boxed().toList())
        .toList();
  }

  /** How many frames {@link #shifts} names. */
  static int shiftFrames() {
    return shifts().stream().flatMap(List::stream).mapToInt(i -> i + 1).max().orElseThrow();
  }
}
