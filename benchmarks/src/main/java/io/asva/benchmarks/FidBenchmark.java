package io.asva.benchmarks;

import io.asva.core.Cancellation;
import io.asva.core.image.FramePreset;
import io.asva.core.tensor.FloatTensor;
import io.asva.metrics.fid.BatchStatistics;
import io.asva.metrics.fid.FidFeatures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** FID's features a second: the twelve images of a clip go through the network together. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class FidBenchmark {
  private static final int IMAGES = 12;

  /** Whose statistics the normalisations go by: trained ones, or the batch's as in the original. */
  @Param({"TRAINED", "OF_THE_BATCH"})
  public BatchStatistics statistics;

  /** {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:N}. */
  @Param("cpu")
  public String device;

  private final Cancellation never = new Cancellation();
  private FidFeatures network;
  private FloatTensor images;

  /** Opens the network. */
  @Setup
  public void open() {
    network =
        FidFeatures.open(FullSizeSync.inceptionWeights(), statistics, Settings.device(device));
    int size = FramePreset.FID.size();
    images = FullSize.random(1, IMAGES, 3, size, size);
  }

  /** The features of twelve prepared images. */
  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public FloatTensor features() {
    return network.extract(images, never);
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    network.close();
  }
}
