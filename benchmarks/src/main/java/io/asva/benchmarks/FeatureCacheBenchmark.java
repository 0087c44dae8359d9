package io.asva.benchmarks;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.unet.Unet;
import io.asva.unet.UnetPass;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * One evaluation of one branch of the full-size UNet, 12 frames, cut for a feature cache: all of
 * it, and its outer blocks alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class FeatureCacheBenchmark {
  /** Height and width of the latents. */
  @Param("32x32")
  public String size;

  /** The skip connection at which it is cut; -1 leaves it whole, and then {@link #outer} too. */
  @Param({"-1", "0", "1", "2"})
  public int branch;

  /** {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:N}. */
  @Param("cpu")
  public String device;

  /** Threads of ONNX Runtime; 0 is its own choice. */
  @Param("0")
  public int threads;

  private final Cancellation never = new Cancellation();
  private Unet unet;
  private Unet.Condition condition;
  private FloatTensor sample;
  private FloatTensor timestep;

  /** Opens the network, digests text and audio, and computes the first features. */
  @Setup(Level.Trial)
  public void open() {
    int[] latents = Settings.size(size);
    unet = FullSize.open(latents[0], latents[1], branch, device, threads);
    condition =
        unet.condition(
            FullSize.random(1, 1, FullSize.TEXT_TOKENS, FullSize.WIDTH),
            FullSize.random(2, 1, FullSize.AUDIO_TOKENS, FullSize.WIDTH),
            never);
    sample = FullSize.random(3, 1, FullSize.FRAMES, latents[0], latents[1], 4);
    timestep = FloatTensor.of(new float[] {981}, 1);
    whole();
  }

  /** All blocks. */
  @Benchmark
  public Map<String, Tensor> whole() {
    return unet.denoise(sample, timestep, condition, UnetPass.WHOLE, never);
  }

  /** The outer blocks, around the features that are there. */
  @Benchmark
  public Map<String, Tensor> outer() {
    UnetPass pass = branch < 0 ? UnetPass.WHOLE : UnetPass.OUTER;
    return unet.denoise(sample, timestep, condition, pass, never);
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    condition.close();
    unet.close();
  }
}
