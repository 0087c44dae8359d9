package io.asva.vae;

import static java.util.Objects.requireNonNull;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.config.ModelConfig;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.layout.PartsLayout;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.ModelException;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.NetworkSlot;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.VaeNames;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An autoencoder that runs: images to latents and back.
 *
 * <p>Images are (batch, height, width, channels), latents (batch, height / factor, width / factor,
 * latent channels). A batch is computed image by image, so memory doesn't grow with it. The encoder
 * and the decoder each stay open for the size that was asked for last.
 *
 * <p>Safe for use by many threads; encodings take turns, decodings too. Closing waits for the call
 * that goes on, and is harmless twice; calls after it throw {@link ClosedException}.
 */
public final class Vae implements AutoCloseable {
  // At full size: what a layer takes and gives, in a decoder that is twice as wide until there, and
  // the tiles of a convolution.
  private static final long LEAST_VALUES = 8;

  private final VaeConfig config;
  private final Device device;
  private final long weightBytes;
  private final NetworkSlot<Size> encoder;
  private final NetworkSlot<Size> decoder;

  private record Size(int height, int width) {}

  private Vae(VaeConfig config, Weights weights, Device device, NetworkOptions options) {
    this.config = config;
    this.device = device;
    this.weightBytes = weights.tensors().stream().mapToLong(WeightTensor::bytes).sum();
    this.encoder =
        new NetworkSlot<>(
            "VAE encoder",
            size ->
                Network.open(
                    VaeGraph.encoder(
                        config, WeightCatalogue.of(weights), 1, size.height(), size.width()),
                    weights,
                    device,
                    options));
    this.decoder =
        new NetworkSlot<>(
            "VAE decoder",
            size ->
                Network.open(
                    VaeGraph.decoder(
                        config, WeightCatalogue.of(weights), 1, size.height(), size.width()),
                    weights,
                    device,
                    options));
  }

  /**
   * An autoencoder over a checkpoint. Its names and shapes are checked at once; it is read when a
   * size is first asked for.
   *
   * @throws GraphException if weights are missing, misshapen or too many; the message lists them
   */
  public static Vae open(VaeConfig config, Weights weights, Device device) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    return open(config, weights, device, NetworkOptions.defaults());
  }

  /**
   * An autoencoder that runs as the options say; see {@link #open(VaeConfig, Weights, Device)}.
   *
   * @throws GraphException if weights are missing, misshapen or too many; the message lists them
   */
  public static Vae open(VaeConfig config, Weights weights, Device device, NetworkOptions options) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    VaeGraph.check(config, WeightCatalogue.of(weights));
    return new Vae(config, weights, device, options);
  }

  /**
   * The autoencoder in a folder with {@code config.json} and weights, under diffusers' present
   * names or older ones.
   *
   * @throws io.asva.core.config.ModelConfigException if the configuration can't be used
   * @throws io.asva.core.weights.WeightsException if the weights can't be read
   * @throws GraphException if they are not those of the configuration
   */
  public static Vae open(Path folder, Device device) {
    return open(folder, device, NetworkOptions.defaults());
  }

  /** The autoencoder in a folder, running as the options say; see {@link #open(Path, Device)}. */
  public static Vae open(Path folder, Device device, NetworkOptions options) {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    return open(
        VaeConfig.of(ModelConfig.read(folder.resolve(PartsLayout.CONFIG))),
        VaeNames.current(Weights.openFolder(folder, ModelsLayout.WEIGHTS)),
        device,
        options);
  }

  /** Where it runs. */
  public Device device() {
    return device;
  }

  /** Its shape. */
  public VaeConfig config() {
    return config;
  }

  /**
   * Latents of images: a draw from their distributions times the scaling factor.
   *
   * @param images in -1..1
   * @param noise standard normal numbers in the latents' shape
   * @throws ModelException if a shape doesn't fit
   * @throws GraphException if height or width is no multiple of the factor
   */
  public FloatTensor encode(FloatTensor images, FloatTensor noise) {
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(noise, "noise");
    return encode(images, noise, new Cancellation());
  }

  /**
   * Latents of images: a draw from their distributions times the scaling factor.
   *
   * @param images in -1..1
   * @param noise standard normal numbers in the latents' shape
   * @param cancellation stops the work within one image
   * @throws ModelException if a shape doesn't fit
   * @throws GraphException if height or width is no multiple of the factor
   * @throws CancelledException if it was stopped
   */
  public FloatTensor encode(FloatTensor images, FloatTensor noise, Cancellation cancellation) {
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(cancellation, "cancellation");
    FloatTensor draw = distribution(images, cancellation).sample(noise);
    return draw.times(config.scalingFactor());
  }

  /**
   * Encodes images; the distributions are those before scaling.
   *
   * @param images in -1..1
   * @param cancellation stops the work within one image
   * @throws ModelException if the shape doesn't fit
   * @throws GraphException if height or width is no multiple of the factor
   * @throws CancelledException if it was stopped
   */
  public LatentDistribution distribution(FloatTensor images, Cancellation cancellation) {
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(cancellation, "cancellation");
    requireShape("images", images.shape(), config.inChannels());
    Size size = new Size(images.shape().dim(1), images.shape().dim(2));
    List<FloatTensor> means = new ArrayList<>();
    List<FloatTensor> stds = new ArrayList<>();
    for (int i = 0; i < images.shape().dim(0); i++) {
      Map<String, Tensor> result = encoder.run(size, Map.of("image", images.row(i)), cancellation);
      means.add((FloatTensor) requireNonNull(result.get("mean")));
      stds.add((FloatTensor) requireNonNull(result.get("std")));
    }
    return new LatentDistribution(FloatTensor.concat(means), FloatTensor.concat(stds));
  }

  /**
   * Images of latents, in 0..1.
   *
   * @param latents scaled, as {@link #encode} gives them
   * @throws ModelException if the shape doesn't fit
   */
  public FloatTensor decode(FloatTensor latents) {
    Objects.requireNonNull(latents, "latents");
    return decode(latents, new Cancellation());
  }

  /**
   * Images of latents, in 0..1: the decoder's, halved, raised by a half and clamped.
   *
   * @param latents scaled, as {@link #encode} gives them
   * @param cancellation stops the work within one image
   * @throws ModelException if the shape doesn't fit
   * @throws CancelledException if it was stopped
   */
  public FloatTensor decode(FloatTensor latents, Cancellation cancellation) {
    Objects.requireNonNull(latents, "latents");
    Objects.requireNonNull(cancellation, "cancellation");
    FloatTensor raw = decodeRaw(latents, cancellation);
    float[] values = raw.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(Math.max(values[i] / 2 + 0.5f, 0), 1);
    }
    return raw;
  }

  /**
   * Images of latents as the decoder gives them, about -1..1 and not clamped.
   *
   * @param latents scaled, as {@link #encode} gives them
   * @param cancellation stops the work within one image
   * @throws ModelException if the shape doesn't fit
   * @throws CancelledException if it was stopped
   */
  public FloatTensor decodeRaw(FloatTensor latents, Cancellation cancellation) {
    Objects.requireNonNull(latents, "latents");
    Objects.requireNonNull(cancellation, "cancellation");
    requireShape("latents", latents.shape(), config.latentChannels());
    Size size = new Size(latents.shape().dim(1), latents.shape().dim(2));
    List<FloatTensor> images = new ArrayList<>();
    for (int i = 0; i < latents.shape().dim(0); i++) {
      FloatTensor latent = latents.row(i).times(1 / config.scalingFactor());
      Map<String, Tensor> result = decoder.run(size, Map.of("latent", latent), cancellation);
      images.add((FloatTensor) requireNonNull(result.get("image")));
    }
    return FloatTensor.concat(images);
  }

  private static void requireShape(String what, Shape shape, int channels) {
    if (shape.rank() != 4 || shape.dim(3) != channels || shape.elements() == 0) {
      throw new ModelException(
          "The VAE's "
              + what
              + " must be (batch, height, width, "
              + channels
              + "), channels last and none of them 0, not "
              + shape
              + ".");
    }
  }

  /**
   * The least memory for images of a size, in bytes: that of its weights, and of the results of
   * layers that lie side by side.
   */
  public long leastMemory(int height, int width) {
    long value = (long) Float.BYTES * height * width * config.blockOutChannels().get(0);
    return weightBytes + LEAST_VALUES * value;
  }

  /** Frees the memory of both networks until they are needed again. */
  public void release() {
    encoder.release();
    decoder.release();
  }

  @Override
  public void close() {
    try (encoder) {
      decoder.close();
    }
  }
}
