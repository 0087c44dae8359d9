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
import io.asva.core.tensor.LongTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * ImageBind's text encoder that runs: token ids to embeddings.
 *
 * <p>Safe for use by many threads. Closing waits for calls that go on, and is harmless twice; calls
 * after it throw {@link ClosedException}.
 */
public final class ImageBindText implements AutoCloseable {
  private final Network network;

  private ImageBindText(Network network) {
    this.network = network;
  }

  /**
   * The encoder in {@code imagebind_huge.pth}. Its shape is that of the tensors.
   *
   * @throws WeightsException if the checkpoint holds no such encoder
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static ImageBindText open(Weights weights, Device device) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    return open(ImageBindOpening.config(weights, Modality.TEXT), weights, device);
  }

  /**
   * An encoder of a given shape.
   *
   * @throws WeightsException if the checkpoint holds no such encoder
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static ImageBindText open(ImageBindConfig config, Weights weights, Device device) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    return new ImageBindText(
        ImageBindOpening.open(
            ImageBindTextGraph::graph,
            Modality.TEXT,
            config,
            weights,
            device,
            NetworkOptions.defaults()));
  }

  /**
   * Encodes texts, one after another.
   *
   * @param ids (batch, 77), padded with 0 as ImageBind's tokenizer does
   * @param cancellation stops the work within one text
   * @return (batch, embedding), rows of the logit scale's length
   * @throws ModelException if the shape is another one, or an id is not in the vocabulary
   * @throws CancelledException if it was stopped
   */
  public FloatTensor embed(LongTensor ids, Cancellation cancellation) {
    Objects.requireNonNull(ids, "ids");
    Objects.requireNonNull(cancellation, "cancellation");
    requireIds(ids);
    List<FloatTensor> embeddings = new ArrayList<>();
    for (int i = 0; i < ids.shape().dim(0); i++) {
      LongTensor text = ids.row(i);
      LongTensor end = LongTensor.of(new long[] {positionOfLargest(text.values())}, 1);
      embeddings.add(
          (FloatTensor)
              requireNonNull(
                  network.run(Map.of("ids", text, "ends", end), cancellation).get("embedding")));
    }
    return FloatTensor.concat(embeddings);
  }

  /** The first, if there are several: the end of the text, which has the largest id of all. */
  private static int positionOfLargest(long[] ids) {
    int position = 0;
    for (int i = 1; i < ids.length; i++) {
      position = ids[i] > ids[position] ? i : position;
    }
    return position;
  }

  private static void requireIds(LongTensor ids) {
    if (ids.shape().rank() != 2
        || ids.shape().dim(0) < 1
        || ids.shape().dim(1) != ImageBindTextGraph.LENGTH) {
      throw new ModelException(
          "The ImageBind text encoder takes ids (batch, 77), not " + ids.shape() + ".");
    }
    for (long id : ids.values()) {
      if (id < 0 || id >= ImageBindTextGraph.VOCABULARY) {
        throw new ModelException(
            "The token id "
                + id
                + " is not in the ImageBind text encoder's vocabulary of "
                + ImageBindTextGraph.VOCABULARY
                + ".");
      }
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
