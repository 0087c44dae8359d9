package io.asva.benchmarks;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.unet.Unet;
import java.util.List;
import java.util.Map;
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

/**
 * One evaluation of the full-size UNet as a step of denoising with audio guidance needs it: the
 * branch without audio and the branch with it, 12 frames.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class UnetBenchmark {
  /** Height and width of the latents. */
  @Param({"32x32", "16x32"})
  public String size;

  /** {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:N}. */
  @Param("cpu")
  public String device;

  /** Threads of ONNX Runtime; 0 is its own choice. */
  @Param("0")
  public int threads;

  private final Cancellation never = new Cancellation();
  private Unet unet;
  private List<Unet.Condition> branches;
  private FloatTensor sample;
  private FloatTensor timestep;

  /** Opens the network and digests text and audio, once a clip. */
  @Setup
  public void open() {
    int[] latents = Settings.size(size);
    unet = FullSize.open(latents[0], latents[1], -1, device, threads);
    FloatTensor text = FullSize.random(1, 1, FullSize.TEXT_TOKENS, FullSize.WIDTH);
    branches =
        List.of(
            unet.condition(
                text, FloatTensor.zeros(1, FullSize.AUDIO_TOKENS, FullSize.WIDTH), never),
            unet.condition(
                text, FullSize.random(2, 1, FullSize.AUDIO_TOKENS, FullSize.WIDTH), never));
    sample = FullSize.random(3, 1, FullSize.FRAMES, latents[0], latents[1], 4);
    timestep = FloatTensor.of(new float[] {981}, 1);
  }

  /** Both branches, one after the other as the animator runs them. */
  @Benchmark
  public List<Map<String, Tensor>> twoBranches() {
    return branches.stream().map(branch -> unet.denoise(sample, timestep, branch, never)).toList();
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    branches.forEach(Unet.Condition::close);
    unet.close();
  }
}
