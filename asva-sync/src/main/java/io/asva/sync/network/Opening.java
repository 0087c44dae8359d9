package io.asva.sync.network;

import io.asva.core.concurrent.Closing;
import io.asva.core.graph.Graph;
import io.asva.core.graph.pass.BatchNormFolding;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Opens several networks, none of which stays open when one fails. */
public final class Opening {
  private final Device device;
  private final NetworkOptions options;
  private final List<AutoCloseable> opened = new ArrayList<>();

  public Opening(Device device, NetworkOptions options) {
    this.device = device;
    this.options = options;
  }

  /** Opens a network whose batch normalisations become part of its convolutions. */
  Network folded(Graph graph, Weights weights) {
    BatchNormFolding folding = BatchNormFolding.of(graph, weights);
    return plain(folding.graph(), folding.weights());
  }

  /** Opens a network. */
  Network plain(Graph graph, Weights weights) {
    return add(Network.open(graph, weights, device, options));
  }

  /** Notes that something is open. */
  <T extends AutoCloseable> T add(T part) {
    opened.add(part);
    return part;
  }

  /** Does something that opens networks; if it fails they are closed. */
  <T> T guard(Supplier<T> action) {
    try {
      return action.get();
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened);
      throw e;
    }
  }
}
