package io.asva.unet;

import io.asva.core.Cancellation;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.pass.Cutting;
import io.asva.core.graph.pass.Hoisting;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.RetainedValues;
import io.asva.core.runtime.Scratch;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The denoiser, opened for one geometry: given noisy latents and a timestep it estimates the noise.
 *
 * <p>Text and audio are digested once, by {@link #condition}; each step then runs only what depends
 * on the sample. Safe for use by many threads; closing waits for running evaluations.
 */
public final class Unet implements AutoCloseable {
  private final Network conditioning;
  private final Denoiser denoiser;
  private final UnetGeometry geometry;
  private final OptionalInt branch;

  private Unet(Network conditioning, Denoiser denoiser, UnetGeometry geometry, OptionalInt branch) {
    this.conditioning = conditioning;
    this.denoiser = denoiser;
    this.geometry = geometry;
    this.branch = branch;
  }

  /** Opens a UNet for a geometry. */
  public static Unet open(
      UnetConfig config,
      UnetGeometry geometry,
      Weights weights,
      Device device,
      NetworkOptions options) {
    return open(config, geometry, weights, device, options, List.of());
  }

  /** Opens a UNet that also gives the results of some of its modules, as {@code trace/NAME}. */
  public static Unet open(
      UnetConfig config,
      UnetGeometry geometry,
      Weights weights,
      Device device,
      NetworkOptions options,
      List<String> traced) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(traced, "traced");
    Graph graph =
        UnetGraph.graph(config, geometry, WeightCatalogue.of(weights))
            .withMarksAsOutputs("trace/", traced);
    Function<Graph, Denoiser> whole =
        perStep -> new WholeDenoiser(Network.open(perStep, weights, device, options));
    return open(graph, weights, device, options, whole, geometry, OptionalInt.empty());
  }

  /**
   * Opens a UNet that is cut at a skip connection, so that evaluations may leave out what lies
   * deeper ({@link UnetPass.Depth#OUTER}), as DeepCache does (Ma et al., arXiv 2312.00858). Its
   * weights take the memory that they always take; what it computes in, some more.
   *
   * @param branch the number of the connection, 0 for the outermost
   * @throws io.asva.core.graph.GraphException if there is none of this number
   */
  public static Unet openCut(
      UnetConfig config,
      UnetGeometry geometry,
      Weights weights,
      Device device,
      NetworkOptions options,
      int branch) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    Graph graph = UnetGraph.graph(config, geometry, WeightCatalogue.of(weights));
    Function<Graph, Denoiser> cut =
        perStep ->
            CutDenoiser.open(Cutting.of(perStep, UnetGraph.cut(branch)), weights, device, options);
    return open(graph, weights, device, options, cut, geometry, OptionalInt.of(branch));
  }

  private static Unet open(
      Graph graph,
      Weights weights,
      Device device,
      NetworkOptions options,
      Function<Graph, Denoiser> opener,
      UnetGeometry geometry,
      OptionalInt branch) {
    // Keys and values of text and audio, 38 MB at the published size, would travel to a GPU at each
    // step, to save it a thousandth of the step's work.
    Hoisting parts =
        device.resolve().place() instanceof Device.Cuda ? Hoisting.none(graph) : Hoisting.of(graph);
    Network conditioning = Network.open(parts.perClip(), weights, device, options);
    try {
      return new Unet(conditioning, opener.apply(parts.perStep()), geometry, branch);
    } catch (RuntimeException | Error e) {
      conditioning.close();
      throw e;
    }
  }

  /** The extents it was opened for. */
  public UnetGeometry geometry() {
    return geometry;
  }

  /** The skip connection at which it is cut; empty if it is whole. */
  public OptionalInt cutAt() {
    return branch;
  }

  /**
   * The share of an evaluation's multiplications that its outer blocks take, 0 to 1; 1 if it is
   * whole.
   */
  public double outerShare() {
    return denoiser.outerShare();
  }

  /**
   * Computes the UNet's condition from a clip's text and audio. Close it when the clip is done.
   *
   * @param text (batch, tokens, channels)
   * @param audio (batch, tokens, channels)
   */
  public Condition condition(FloatTensor text, FloatTensor audio, Cancellation cancellation) {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(cancellation, "cancellation");
    return new Condition(
        conditioning.runRetained(Map.of("text", text, "audio", audio), cancellation));
  }

  /**
   * Estimates the noise.
   *
   * @param sample (batch, frames, height, width, channels)
   * @param timestep of each clip of the batch
   * @return {@code eps}, shaped like the sample, and what is traced
   */
  public Map<String, Tensor> denoise(
      FloatTensor sample, FloatTensor timestep, Condition condition, Cancellation cancellation) {
    Objects.requireNonNull(sample, "sample");
    Objects.requireNonNull(timestep, "timestep");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(cancellation, "cancellation");
    return denoise(sample, timestep, condition, Scratch.KEEP, cancellation);
  }

  /**
   * Estimates the noise as {@link #denoise(FloatTensor, FloatTensor, Condition, Cancellation)}.
   *
   * @param scratch what becomes of the gigabytes that it computes in
   */
  public Map<String, Tensor> denoise(
      FloatTensor sample,
      FloatTensor timestep,
      Condition condition,
      Scratch scratch,
      Cancellation cancellation) {
    Objects.requireNonNull(sample, "sample");
    Objects.requireNonNull(timestep, "timestep");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(scratch, "scratch");
    Objects.requireNonNull(cancellation, "cancellation");
    return denoise(sample, timestep, condition, UnetPass.whole(scratch), cancellation);
  }

  /**
   * Estimates the noise as {@link #denoise(FloatTensor, FloatTensor, Condition, Cancellation)}.
   *
   * @param pass what of the UNet runs; the features of its inner blocks are the condition's, so one
   *     condition must not be used by several threads at once where the UNet is cut
   * @throws IllegalStateException if the outer blocks alone are to run, and the UNet isn't cut or
   *     the condition has no features yet
   */
  public Map<String, Tensor> denoise(
      FloatTensor sample,
      FloatTensor timestep,
      Condition condition,
      UnetPass pass,
      Cancellation cancellation) {
    Objects.requireNonNull(sample, "sample");
    Objects.requireNonNull(timestep, "timestep");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(pass, "pass");
    Objects.requireNonNull(cancellation, "cancellation");
    return denoiser.run(
        Map.of("sample", sample, "timestep", timestep), condition, pass, cancellation);
  }

  @Override
  public void close() {
    try (conditioning) {
      denoiser.close();
    }
  }

  /**
   * A clip's text and audio as the UNet of one geometry has digested them, and the features that a
   * cut UNet's inner blocks gave last.
   */
  public static final class Condition implements AutoCloseable {
    private final RetainedValues values;
    private @Nullable RetainedValues features;

    private Condition(RetainedValues values) {
      this.values = values;
    }

    RetainedValues values() {
      return values;
    }

    void remember(RetainedValues latest) {
      RetainedValues former = features;
      features = latest;
      if (former != null) {
        former.close();
      }
    }

    RetainedValues features() {
      if (features == null) {
        throw new IllegalStateException(
            "the outer blocks alone can't run before the whole UNet did, under each condition");
      }
      return features;
    }

    @Override
    public void close() {
      RetainedValues last = features;
      features = null;
      try (values) {
        if (last != null) {
          last.close();
        }
      }
    }
  }
}
