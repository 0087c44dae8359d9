package io.asva.training;

import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.TrainableNetwork;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A network whose weights are those of a {@link TrainableNetwork} with a prefix to their names: one
 * of several that are trained together, or the only one.
 *
 * <p>Lives as long as the network. Not safe for use by several threads.
 */
public final class NetworkPart implements TrainedNetwork {
  private final String config;
  private final List<LiveTensor> weights;
  private final List<LiveTensor> buffers;
  private final List<LiveTensor> averages;

  private NetworkPart(
      String config,
      List<LiveTensor> weights,
      List<LiveTensor> buffers,
      List<LiveTensor> averages) {
    this.config = config;
    this.weights = List.copyOf(weights);
    this.buffers = List.copyOf(buffers);
    this.averages = List.copyOf(averages);
  }

  /**
   * The whole of a network.
   *
   * @param config the text of its {@code config.json}
   */
  public static NetworkPart whole(TrainableNetwork network, String config) {
    return of(network, "", config);
  }

  /**
   * A part of a network.
   *
   * @param prefix of its weights' names, with the dot: {@code head.}
   * @param config the text of its {@code config.json}
   */
  public static NetworkPart of(TrainableNetwork network, String prefix, String config) {
    return new NetworkPart(
        config,
        network.part(prefix, network.parameters()),
        network.part(prefix, network.buffers()),
        List.of());
  }

  /**
   * The same, its average over time kept in another network.
   *
   * @param other opened with the same weights trained; it must live as long
   */
  public NetworkPart averagedIn(TrainableNetwork other) {
    Objects.requireNonNull(other, "other");
    return new NetworkPart(config, weights, buffers, other.trained());
  }

  @Override
  public String config() {
    return config;
  }

  @Override
  public Collection<LiveTensor> weights() {
    return weights;
  }

  @Override
  public Collection<LiveTensor> buffers() {
    return buffers;
  }

  @Override
  public Collection<LiveTensor> averages() {
    return averages;
  }
}
