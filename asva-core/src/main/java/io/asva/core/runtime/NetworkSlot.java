package io.asva.core.runtime;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place for one open network of several geometries: the one that was asked for last. Another
 * geometry closes it and opens anew, so memory holds one at a time.
 *
 * <p>Safe for use by many threads: runs take turns, in the order in which they came; one that waits
 * notices its cancellation. Closing waits for the run that goes on and turns away those that wait;
 * closing twice is harmless.
 *
 * @param <K> what tells geometries apart, a value with {@code equals}
 */
public final class NetworkSlot<K> implements AutoCloseable {
  private final String what;
  private final Function<K, Network> opener;
  private final FairTurn turns = new FairTurn();
  private @Nullable K geometry;
  private @Nullable Network network;
  private volatile boolean closed;

  /**
   * An empty place.
   *
   * @param what what runs here, for messages: "VAE decoder"
   * @param opener opens the network of a geometry
   */
  public NetworkSlot(String what, Function<K, Network> opener) {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(opener, "opener");
    this.what = what;
    this.opener = opener;
  }

  /**
   * Evaluates the network of a geometry.
   *
   * @throws ClosedException if this was closed
   * @throws CancelledException if it was stopped
   */
  public Map<String, Tensor> run(K wanted, Map<String, Tensor> inputs, Cancellation cancellation) {
    Objects.requireNonNull(wanted, "wanted");
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(cancellation, "cancellation");
    String stage = "running the " + what;
    try (FairTurn.Held turn = turns.take(cancellation, stage)) {
      if (closed) {
        throw new ClosedException("the " + what);
      }
      cancellation.check(stage);
      return open(wanted).run(inputs, cancellation);
    }
  }

  private Network open(K wanted) {
    Network current = network;
    if (current != null && wanted.equals(geometry)) {
      return current;
    }
    free();
    Network opened = opener.apply(wanted);
    geometry = wanted;
    network = opened;
    return opened;
  }

  /** Frees the network until one is asked for again; waits for the run that goes on. */
  public void release() {
    try (FairTurn.Held turn = turns.takeAlways()) {
      free();
    }
  }

  private void free() {
    Network current = network;
    network = null;
    geometry = null;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    try (FairTurn.Held turn = turns.takeAlways()) {
      free();
    }
  }
}
