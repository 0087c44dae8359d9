package io.asva.benchmarks;

import io.asva.core.Cancellation;
import io.asva.media.AudioSource;
import io.asva.media.VideoSource;
import io.asva.metrics.avalign.AvAlignOffset;
import io.asva.sync.OffsetSearch;
import io.asva.sync.SyncOffset;
import io.asva.sync.SyncScorer;
import io.asva.sync.network.SyncWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The shift between audio and image of a video file of 10 s, with the whole curve. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class OffsetBenchmark {
  /** {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:N}. */
  @Param("cpu")
  public String device;

  private final Cancellation never = new Cancellation();
  private Path file;
  private SyncScorer scorer;

  /** Puts the video into a file and opens the networks. */
  @Setup
  public void open() throws IOException {
    file = SampleVideo.copy();
    scorer =
        SyncScorer.builder()
            .weights(SyncWeights.ofPrefixed(FullSizeSync.weights()))
            .device(Settings.device(device))
            .build();
  }

  /** The full-size classifier: 31 shifts over eight clips. */
  @Benchmark
  public SyncOffset classifier() {
    return scorer.offset(
        AudioSource.file(file), VideoSource.file(file), OffsetSearch.STANDARD, never.silent());
  }

  /** AV-Align: 401 shifts, every frame's optical flow. */
  @Benchmark
  public SyncOffset avAlign() {
    return AvAlignOffset.find(file, file, AvAlignOffset.STANDARD, never.silent());
  }

  /** Frees the networks and removes the video. */
  @TearDown
  public void close() throws IOException {
    scorer.close();
    Files.delete(file);
  }
}
