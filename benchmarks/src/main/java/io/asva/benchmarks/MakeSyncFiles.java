package io.asva.benchmarks;

import io.asva.core.Cancellation;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.sync.network.Classifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes what the comparison of the sync classifier needs, and prints the folder: {@code
 * sync-weights.safetensors}, and {@code sync-case.safetensors} with the inputs and what is computed
 * of them here, so that the other side can check that it computes the same.
 */
public final class MakeSyncFiles {
  private MakeSyncFiles() {}

  /** Takes no arguments; the system property {@code asva.bench.cache} names the folder. */
  public static void main(String[] args) {
    Path folder = Settings.cache();
    new SafetensorsWriter()
        .addAll(FullSizeSync.weights())
        .replace(folder.resolve("sync-weights.safetensors"));
    Cancellation never = new Cancellation();
    FloatTensor mel = FullSizeSync.mel(1);
    List<FloatTensor> frames = FullSizeSync.frames(2, FullSizeSync.shiftFrames());
    List<List<Integer>> clips = FullSizeSync.shifts();
    List<FloatTensor> videos;
    List<Double> scores = new ArrayList<>();
    FloatTensor audio;
    try (Classifier classifier = FullSizeSync.classifier(Device.cpu(), NetworkOptions.defaults())) {
      audio = classifier.audio(mel, never);
      videos = classifier.videos(frames, clips, never);
      videos.forEach(video -> scores.add(classifier.score(audio, video, never)));
    }
    new SafetensorsWriter()
        .add("mel", mel)
        .add("frames", FloatTensor.concat(frames))
        .add("clips", longs(clips))
        .add("audio", audio)
        .add("videos", FloatTensor.concat(videos))
        .add("scores", FloatTensor.vector(scores))
        .replace(folder.resolve("sync-case.safetensors"));
    System.out.println(folder);
  }

  private static LongTensor longs(List<List<Integer>> clips) {
    long[] values = clips.stream().flatMap(List::stream).mapToLong(Integer::longValue).toArray();
    return LongTensor.of(values, clips.size(), clips.get(0).size());
  }
}
