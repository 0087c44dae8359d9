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
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * ImageBind's vision encoder that runs: images to embeddings.
 *
 * <p>Safe for use by many threads. Closing waits for calls that go on, and is harmless twice; calls
 * after it throw {@link ClosedException}.
 */
public final class ImageBindVision implements AutoCloseable {
  private final Network network;

  private ImageBindVision(Network network) {
    this.network = network;
  }

  /**
   * The encoder in {@code imagebind_huge.pth}. Its shape is that of the tensors.
   *
   * @throws WeightsException if the checkpoint holds no such encoder
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static ImageBindVision open(Weights weights, Device device) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    return open(ImageBindOpening.config(weights, Modality.VISION), weights, device);
  }

  /**
   * An encoder of a given shape.
   *
   * @throws WeightsException if the checkpoint holds no such encoder
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static ImageBindVision open(ImageBindConfig config, Weights weights, Device device) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    return new ImageBindVision(
        ImageBindOpening.open(
            ImageBindVisionGraph::graph,
            Modality.VISION,
            config,
            weights,
            device,
            NetworkOptions.defaults()));
  }

  /**
   * Encodes images, one after another.
   *
   * @param images (batch, 3, 224, 224), as {@link io.asva.core.image.FramePreset#CLIP} makes them
   * @param cancellation stops the work within one image
   * @return (batch, embedding), rows of length 1
   * @throws ModelException if the shape is another one
   * @throws CancelledException if it was stopped
   */
  public FloatTensor embed(FloatTensor images, Cancellation cancellation) {
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(cancellation, "cancellation");
    Shape shape = images.shape();
    Shape one = Shape.of(1, 3, ImageBindVisionGraph.SIZE, ImageBindVisionGraph.SIZE);
    if (shape.rank() != 4 || shape.dim(0) < 1 || !shape.with(0, 1).equals(one)) {
      throw new ModelException(
          "The ImageBind vision encoder takes images (batch, 3, 224, 224), not " + shape + ".");
    }
    List<FloatTensor> embeddings = new ArrayList<>();
    for (int i = 0; i < shape.dim(0); i++) {
      FloatTensor image = images.row(i).channelsLast();
      embeddings.add(
          (FloatTensor)
              requireNonNull(network.run(Map.of("image", image), cancellation).get("embedding")));
    }
    return FloatTensor.concat(embeddings);
  }

  @Override
  public void close() {
    network.close();
  }
}
