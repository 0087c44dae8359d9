package io.asva.benchmarks;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.unet.BatchedUnet;
import io.asva.unet.UnetPass;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/**
 * Evaluations of the full-size UNet as one batch: 2 are the branches of a step with audio guidance,
 * as {@link UnetBenchmark} runs them one after the other; 4 are those of two clips.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class UnetBatchBenchmark {
  /** How many evaluations are one. */
  @Param({"1", "2", "4", "8"})
  public int batch;

  /** Height and width of the latents. */
  @Param("32x32")
  public String size;

  /** {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:N}. */
  @Param("cpu")
  public String device;

  /** Threads of ONNX Runtime; 0 is its own choice. */
  @Param("0")
  public int threads;

  private final Cancellation never = new Cancellation();
  private BatchedUnet unet;
  private List<BatchedUnet.Row> rows;

  /** Opens the network. */
  @Setup
  public void open() {
    int[] latents = Settings.size(size);
    unet =
        BatchedUnet.open(
            FullSize.unet(),
            FullSize.geometry(latents[0], latents[1]),
            FullSize.unetWeights(),
            Settings.device(device),
            Settings.threads(threads));
    FloatTensor sample = FullSize.random(3, 1, FullSize.FRAMES, latents[0], latents[1], 4);
    rows =
        IntStream.range(0, batch)
            .mapToObj(
                i ->
                    new BatchedUnet.Row(
                        sample,
                        981,
                        new BatchedUnet.Condition(
                            FullSize.random(1, 1, FullSize.TEXT_TOKENS, FullSize.WIDTH),
                            FullSize.random(2 + i, 1, FullSize.AUDIO_TOKENS, FullSize.WIDTH)),
                        UnetPass.WHOLE))
            .toList();
  }

  /** All of them at once. */
  @Benchmark
  public List<FloatTensor> atOnce() {
    return unet.denoise(rows, never);
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    unet.close();
  }
}
