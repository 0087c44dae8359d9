package io.asva.audio.imagebind;

import static java.util.Objects.requireNonNull;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.graph.GraphException;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.ModelException;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * ImageBind's audio encoder that runs: mel spectrograms to tokens and embeddings.
 *
 * <p>Safe for use by many threads. Closing waits for calls that go on, and is harmless twice; calls
 * after it throw {@link ClosedException}.
 */
public final class ImageBindAudio implements AutoCloseable {
  private final ImageBindConfig config;
  private final Network network;

  private ImageBindAudio(ImageBindConfig config, Network network) {
    this.config = config;
    this.network = network;
  }

  /**
   * The encoder in a checkpoint: the official {@code imagebind_huge.pth}, or what training saved.
   * Its shape is that of the tensors.
   *
   * @throws WeightsException if the checkpoint holds no such encoder
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static ImageBindAudio open(Weights weights, Device device) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    return open(weights, device, NetworkOptions.defaults());
  }

  /**
   * The encoder in a checkpoint, run as the options say; see {@link #open(Weights, Device)}.
   *
   * @throws WeightsException if the checkpoint holds no such encoder
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static ImageBindAudio open(Weights weights, Device device, NetworkOptions options) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    return open(ImageBindOpening.config(weights, Modality.AUDIO), weights, device, options);
  }

  /**
   * An encoder of a given shape.
   *
   * @throws WeightsException if the checkpoint holds no such encoder
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static ImageBindAudio open(ImageBindConfig config, Weights weights, Device device) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    return open(config, weights, device, NetworkOptions.defaults());
  }

  private static ImageBindAudio open(
      ImageBindConfig config, Weights weights, Device device, NetworkOptions options) {
    return new ImageBindAudio(
        config,
        ImageBindOpening.open(
            ImageBindAudioGraph::graph, Modality.AUDIO, config, weights, device, options));
  }

  /** Its shape. */
  public ImageBindConfig config() {
    return config;
  }

  /** Encodes spectrograms; see {@link #encode(FloatTensor, Cancellation)}. */
  public AudioEncoding encode(FloatTensor mels) {
    Objects.requireNonNull(mels, "mels");
    return encode(mels, new Cancellation());
  }

  /**
   * Encodes spectrograms, one after another.
   *
   * @param mels normalised (batch, 1, 128, 204)
   * @param cancellation stops the work within one spectrogram
   * @throws ModelException if the shape is another one
   * @throws CancelledException if it was stopped
   */
  public AudioEncoding encode(FloatTensor mels, Cancellation cancellation) {
    Objects.requireNonNull(mels, "mels");
    Objects.requireNonNull(cancellation, "cancellation");
    Shape one = Shape.of(1, 1, ImageBindAudioGraph.BINS, ImageBindAudioGraph.STEPS);
    Shape shape = mels.shape();
    if (shape.rank() != 4 || shape.dim(0) < 1 || !shape.with(0, 1).equals(one)) {
      throw new ModelException(
          "The ImageBind audio encoder takes mel spectrograms (batch, 1, 128, 204), not "
              + shape
              + ".");
    }
    List<FloatTensor> tokens = new ArrayList<>();
    List<FloatTensor> heads = new ArrayList<>();
    List<FloatTensor> embeddings = new ArrayList<>();
    for (int i = 0; i < shape.dim(0); i++) {
      Map<String, Tensor> result = network.run(Map.of("mel", mels.row(i)), cancellation);
      tokens.add((FloatTensor) requireNonNull(result.get("tokens")));
      heads.add((FloatTensor) requireNonNull(result.get("head")));
      embeddings.add((FloatTensor) requireNonNull(result.get("embedding")));
    }
    return new AudioEncoding(
        FloatTensor.concat(tokens), FloatTensor.concat(heads), FloatTensor.concat(embeddings));
  }

  @Override
  public void close() {
    network.close();
  }
}
