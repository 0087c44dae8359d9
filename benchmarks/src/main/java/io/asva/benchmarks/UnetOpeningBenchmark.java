package io.asva.benchmarks;

import io.asva.core.files.AsvaCache;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.pass.Hoisting;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.prepared.PreparedLimits;
import io.asva.core.prepared.PreparedModels;
import io.asva.core.weights.Weights;
import io.asva.unet.Unet;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time before the first evaluation of the full-size UNet. The first of the cold measurements is
 * what a user waits for, so there is no warm-up.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first
public class UnetOpeningBenchmark {
  /** Height and width of the latents. */
  @Param("32x32")
  public String size;

  /** {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:N}. */
  @Param("cpu")
  public String device;

  /** Whether it opens with what an earlier opening has kept, or computes all. */
  @Param({"false", "true"})
  public boolean prepared;

  private UnetConfig config;
  private UnetGeometry geometry;
  private Weights weights;

  /** Makes the weights, unless they are there. */
  @Setup
  public void prepare() {
    int[] latents = Settings.size(size);
    config = FullSize.unet();
    geometry = FullSize.geometry(latents[0], latents[1]);
    weights = FullSize.unetWeights();
    AsvaCache.use(Settings.cache().resolve("cache"));
    PreparedModels.limit(prepared ? PreparedLimits.usual().most() : 0);
    if (prepared) {
      Object unused = openAndClose();
    }
  }

  /** From the configuration to the ONNX of both parts, conditioning and step. */
  @Benchmark
  public List<OnnxModel> descriptionToOnnx() {
    Hoisting parts = Hoisting.of(UnetGraph.graph(config, geometry, WeightCatalogue.of(weights)));
    return List.of(
        OnnxWriter.write(parts.perClip(), weights, Target.CPU),
        OnnxWriter.write(parts.perStep(), weights, Target.CPU));
  }

  /** From the configuration to sessions that are ready to run; closing them is included. */
  @Benchmark
  public UnetGeometry openAndClose() {
    try (Unet unet =
        Unet.open(config, geometry, weights, Settings.device(device), Settings.threads(0))) {
      return unet.geometry();
    }
  }
}
