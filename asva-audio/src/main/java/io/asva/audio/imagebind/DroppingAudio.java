package io.asva.audio.imagebind;

import static java.util.Objects.requireNonNull;

import io.asva.core.random.CounterRandom;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * ImageBind's audio encoder as it runs in training mode: frozen, but with {@link DropPath}. So it
 * ran where AVSyncD was trained, because freezing an encoder there didn't take it out of that mode.
 *
 * <p>Safe for use by many threads. Closing waits for calls that go on, and is harmless twice.
 */
public final class DroppingAudio implements AutoCloseable {
  private final ImageBindConfig config;
  private final DropPath dropPath;
  private final Network network;

  private DroppingAudio(ImageBindConfig config, DropPath dropPath, Network network) {
    this.config = config;
    this.dropPath = dropPath;
    this.network = network;
  }

  /**
   * The encoder in a checkpoint; see {@link ImageBindAudio#open(Weights, Device)}.
   *
   * @throws io.asva.core.weights.WeightsException if the checkpoint holds no such encoder
   * @throws io.asva.core.graph.GraphException if weights are missing or misshapen
   */
  public static DroppingAudio open(Weights weights, Device device, DropPath dropPath) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(dropPath, "dropPath");
    ImageBindConfig config = ImageBindOpening.config(weights, Modality.AUDIO);
    Network network =
        ImageBindOpening.open(
            ImageBindAudioGraph::droppingGraph,
            Modality.AUDIO,
            config,
            weights,
            device,
            NetworkOptions.defaults());
    return new DroppingAudio(config, dropPath, network);
  }

  /** Its shape. */
  public ImageBindConfig config() {
    return config;
  }

  /**
   * Encodes spectrograms, all with one draw.
   *
   * @param mels normalised (batch, 128, 204)
   * @param random what is drawn from
   * @return tokens (batch, 229, width)
   */
  public FloatTensor tokens(FloatTensor mels, CounterRandom random) {
    Objects.requireNonNull(mels, "mels");
    Objects.requireNonNull(random, "random");
    FloatTensor factors = dropPath.factors(config.blocks(), ImageBindAudioGraph.TOKENS, random);
    Shape shape = mels.shape();
    FloatTensor batch = mels.reshape(shape.dim(0), 1, shape.dim(1), shape.dim(2));
    List<FloatTensor> tokens = new ArrayList<>();
    for (int i = 0; i < shape.dim(0); i++) {
      tokens.add(
          (FloatTensor)
              requireNonNull(
                  network
                      .run(Map.of("mel", batch.row(i), ImageBindAudioGraph.PATHS, factors))
                      .get("tokens")));
    }
    return FloatTensor.concat(tokens);
  }

  @Override
  public void close() {
    network.close();
  }
}
