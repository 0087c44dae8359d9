package io.asva.diffusion.text;

import static java.util.Objects.requireNonNull;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.ModelException;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.NetworkSlot;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * CLIP's text encoder that runs: token ids to hidden states.
 *
 * <p>Safe for use by many threads; calls take turns. Closing waits for the call that goes on, and
 * is harmless twice; calls after it throw {@link ClosedException}.
 */
public final class TextEncoder implements AutoCloseable {
  private final ClipTextConfig config;
  private final NetworkSlot<Integer> networks;

  private TextEncoder(ClipTextConfig config, NetworkSlot<Integer> networks) {
    this.config = config;
    this.networks = networks;
  }

  /**
   * An encoder over a checkpoint. Its names and shapes are checked at once; it is read at the first
   * text.
   *
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static TextEncoder open(ClipTextConfig config, Weights weights, Device device) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    return open(config, weights, device, NetworkOptions.defaults());
  }

  /**
   * An encoder that runs as the options say; see {@link #open(ClipTextConfig, Weights, Device)}.
   *
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static TextEncoder open(
      ClipTextConfig config, Weights weights, Device device, NetworkOptions options) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    ClipTextGraph.graph(config, WeightCatalogue.of(weights), 1, config.maxPositionEmbeddings());
    return new TextEncoder(
        config,
        new NetworkSlot<>(
            "CLIP text encoder",
            length ->
                Network.open(
                    ClipTextGraph.graph(config, WeightCatalogue.of(weights), 1, length),
                    weights,
                    device,
                    options)));
  }

  /** Its shape. */
  public ClipTextConfig config() {
    return config;
  }

  /** The last hidden states of texts; see {@link #encode(LongTensor, Cancellation)}. */
  public FloatTensor encode(LongTensor ids) {
    Objects.requireNonNull(ids, "ids");
    return encode(ids, new Cancellation());
  }

  /**
   * The last hidden states of texts, after the final normalisation.
   *
   * @param ids (batch, length), the length at most the configuration's positions, 77 in the
   *     published model
   * @param cancellation stops the work within one text
   * @return (batch, length, width)
   * @throws ModelException if the shape doesn't fit, or an id is not in the vocabulary
   * @throws CancelledException if it was stopped
   */
  public FloatTensor encode(LongTensor ids, Cancellation cancellation) {
    Objects.requireNonNull(ids, "ids");
    Objects.requireNonNull(cancellation, "cancellation");
    requireIds(ids);
    List<FloatTensor> states = new ArrayList<>();
    for (int i = 0; i < ids.shape().dim(0); i++) {
      Map<String, Tensor> result =
          networks.run(ids.shape().dim(1), Map.of("ids", ids.row(i)), cancellation);
      states.add((FloatTensor) requireNonNull(result.get("states")));
    }
    return FloatTensor.concat(states);
  }

  private void requireIds(LongTensor ids) {
    if (ids.shape().rank() != 2
        || ids.shape().elements() == 0
        || ids.shape().dim(1) > config.maxPositionEmbeddings()) {
      throw new ModelException(
          "The CLIP text encoder takes ids (batch, 1 to "
              + config.maxPositionEmbeddings()
              + "), not "
              + ids.shape()
              + ".");
    }
    for (long id : ids.values()) {
      if (id < 0 || id >= config.vocabSize()) {
        throw new ModelException(
            "The token id "
                + id
                + " is not in the CLIP text encoder's vocabulary of "
                + config.vocabSize()
                + ". Do the tokenizer's files belong to this encoder?");
      }
    }
  }

  @Override
  public void close() {
    networks.close();
  }
}
