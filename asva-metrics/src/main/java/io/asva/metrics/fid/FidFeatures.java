package io.asva.metrics.fid;

import static java.util.Objects.requireNonNull;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.pass.BatchCentring;
import io.asva.core.graph.pass.BatchNormFolding;
import io.asva.core.image.FramePreset;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkSlot;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.metrics.MetricsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * FID's Inception network that runs: images to features.
 *
 * <p>Safe for use by many threads; calls take turns. Closing waits for calls that go on, and is
 * harmless twice; calls after it throw {@link ClosedException}.
 */
public final class FidFeatures implements AutoCloseable {
  private static final int SIZE = FramePreset.FID.size();

  private final BatchStatistics statistics;
  private final NetworkSlot<Integer> networks;

  private FidFeatures(BatchStatistics statistics, NetworkSlot<Integer> networks) {
    this.statistics = statistics;
    this.networks = networks;
  }

  /**
   * The network in {@code pt_inception-2015-12-05-6726825d.pth}.
   *
   * @param statistics what its normalisations go by
   * @throws GraphException if weights are missing or misshapen; the message lists them
   */
  public static FidFeatures open(Weights weights, BatchStatistics statistics, Device device) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(statistics, "statistics");
    Objects.requireNonNull(device, "device");
    graph(weights, statistics, 1);
    return new FidFeatures(
        statistics,
        new NetworkSlot<>(
            "Inception network of FID", batch -> open(weights, statistics, batch, device)));
  }

  private static Graph graph(Weights weights, BatchStatistics statistics, int batch) {
    return BatchCentring.of(
        InceptionGraph.graph(WeightCatalogue.of(weights), statistics, batch, SIZE));
  }

  private static Network open(
      Weights weights, BatchStatistics statistics, int batch, Device device) {
    BatchNormFolding folded = BatchNormFolding.of(graph(weights, statistics, batch), weights);
    return Network.open(folded.graph(), folded.weights(), device);
  }

  /**
   * The features of images.
   *
   * @param images (n, 3, 229, 229), as {@link FramePreset#FID} makes them. With {@link
   *     BatchStatistics#OF_THE_BATCH} all of them are normalised together, and memory grows with
   *     their number, by about 20 MB each
   * @param cancellation stops the work within one image, or one batch
   * @return (n, 2048)
   * @throws MetricsException if the shape is another one
   * @throws CancelledException if it was stopped
   */
  public FloatTensor extract(FloatTensor images, Cancellation cancellation) {
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(cancellation, "cancellation");
    Shape shape = images.shape();
    if (shape.rank() != 4
        || shape.dim(0) < 1
        || !shape.with(0, 1).equals(Shape.of(1, 3, SIZE, SIZE))) {
      throw new MetricsException(
          "FID's features are those of images (n, 3, 229, 229), not " + shape + ".");
    }
    if (statistics == BatchStatistics.OF_THE_BATCH) {
      return run(images, cancellation);
    }
    List<FloatTensor> features = new ArrayList<>();
    for (int i = 0; i < shape.dim(0); i++) {
      features.add(run(images.row(i), cancellation));
    }
    return FloatTensor.concat(features);
  }

  private FloatTensor run(FloatTensor images, Cancellation cancellation) {
    int batch = images.shape().dim(0);
    Map<String, Tensor> inputs = Map.of("images", images.channelsLast());
    return (FloatTensor) requireNonNull(networks.run(batch, inputs, cancellation).get("features"));
  }

  @Override
  public void close() {
    networks.close();
  }
}
