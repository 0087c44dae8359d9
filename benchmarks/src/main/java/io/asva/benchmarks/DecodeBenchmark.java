package io.asva.benchmarks;

import io.asva.audio.MelSpectrogram;
import io.asva.core.image.FramePreset;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.Image;
import io.asva.media.MediaFile;
import io.asva.media.VideoFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a video file (640x360, 25 frames a second, H.264 and AAC) to tensors, apart from networks:
 * the time that a second of video takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class DecodeBenchmark {
  private static final int CLIP_SECONDS = 2;

  private Path file;
  private List<Image> clip;

  /** Puts the video into a file. */
  @Setup
  public void open() throws IOException {
    file = SampleVideo.copy();
    clip = ClipReader.of(MediaFile.open(file)).frames(0, WhenShort.FAIL);
  }

  /** Every frame, decoded and turned into pixels. */
  @Benchmark
  @OperationsPerInvocation(SampleVideo.SECONDS)
  public int everyFrame() {
    int bytes = 0;
    try (VideoFrames frames = MediaFile.open(file).frames()) {
      while (frames.next()) {
        bytes += frames.image().rgb().length;
      }
    }
    return bytes;
  }

  /** The twelve frames of a clip and its spectrogram, as the classifier takes them. */
  @Benchmark
  @OperationsPerInvocation(CLIP_SECONDS)
  public List<FloatTensor> clip() {
    MediaFile media = MediaFile.open(file);
    ClipReader reader = ClipReader.of(media);
    List<FloatTensor> tensors = new ArrayList<>(prepared(reader.frames(0, WhenShort.FAIL)));
    Audio audio = reader.audio(0);
    Resampler resampler = Resampler.of(audio.rate(), MelSpectrogram.RATE);
    tensors.add(MelSpectrogram.of(resampler.resample(audio.tensor())));
    return tensors;
  }

  /** Resizing and normalising the twelve frames alone. */
  @Benchmark
  @OperationsPerInvocation(CLIP_SECONDS)
  public List<FloatTensor> resizing() {
    return prepared(clip);
  }

  private static List<FloatTensor> prepared(List<Image> images) {
    return images.stream().map(image -> FramePreset.CLIP.apply(image.tensor())).toList();
  }

  /** Removes the video. */
  @TearDown
  public void close() throws IOException {
    Files.delete(file);
  }
}
