package io.asva.benchmarks;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.vae.LatentDistribution;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;
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

/** The full-size autoencoder on one image. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class VaeBenchmark {
  /** Height and width of the image. */
  @Param({"256x256", "128x256"})
  public String size;

  /** {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:N}. */
  @Param("cpu")
  public String device;

  private final Cancellation never = new Cancellation();
  private Vae vae;
  private FloatTensor image;
  private FloatTensor latent;

  /** Opens the network; its sessions open in the warm-up. */
  @Setup
  public void open() {
    int[] pixels = Settings.size(size);
    VaeConfig config = FullSize.vae();
    int factor = config.factor();
    vae = Vae.open(config, FullSize.vaeWeights(), Settings.device(device));
    image = FullSize.random(1, 1, pixels[0], pixels[1], 3);
    latent = FullSize.random(2, 1, pixels[0] / factor, pixels[1] / factor, config.latentChannels());
  }

  /** One frame of the result; a clip has twelve. */
  @Benchmark
  public FloatTensor decode() {
    return vae.decode(latent);
  }

  /** The image that is animated, once a clip. */
  @Benchmark
  public LatentDistribution encode() {
    return vae.distribution(image, never);
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    vae.close();
  }
}
