package io.asva.unet;

import io.asva.core.Cancellation;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.pass.Hoisting;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.RetainedValues;
import io.asva.core.runtime.Scratch;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The denoiser, opened for one geometry: given noisy latents and a timestep it estimates the noise.
 *
 * <p>Text and sound are digested once, by {@link #condition}; each step then runs only what depends
 * on the sample. Safe for use by many threads; closing waits for running evaluations.
 */
public final class Unet implements AutoCloseable {
  private final Network conditioning;
  private final Network denoiser;
  private final UnetGeometry geometry;

  private Unet(Network conditioning, Network denoiser, UnetGeometry geometry) {
    this.conditioning = conditioning;
    this.denoiser = denoiser;
    this.geometry = geometry;
  }

  /** Opens a UNet for a geometry. */
  public static Unet open(
      UnetConfig config,
      UnetGeometry geometry,
      Weights weights,
      Device device,
      NetworkOptions options) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
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
    // Keys and values of text and audio, 38 MB at the published size, would travel to a GPU at each
    // step, to save it a thousandth of the step's work.
    Hoisting parts =
        device.resolve().place() instanceof Device.Cuda ? Hoisting.none(graph) : Hoisting.of(graph);
    Network conditioning = Network.open(parts.perClip(), weights, device, options);
    try {
      return new Unet(
          conditioning, Network.open(parts.perStep(), weights, device, options), geometry);
    } catch (RuntimeException | Error e) {
      conditioning.close();
      throw e;
    }
  }

  /** The extents it was opened for. */
  public UnetGeometry geometry() {
    return geometry;
  }

  /**
   * Computes the UNet's condition from a clip's text and sound. Close it when the clip is done.
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
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put("sample", sample);
    inputs.put("timestep", timestep);
    return denoiser.run(inputs, condition.values, scratch, cancellation);
  }

  @Override
  public void close() {
    try (conditioning) {
      denoiser.close();
    }
  }

  /** A clip's text and sound as the UNet of one geometry has digested them. */
  public static final class Condition implements AutoCloseable {
    private final RetainedValues values;

    private Condition(RetainedValues values) {
      this.values = values;
    }

    @Override
    public void close() {
      values.close();
    }
  }
}
