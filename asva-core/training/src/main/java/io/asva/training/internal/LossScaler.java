package io.asva.training.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The factor of the loss that keeps gradients within half precision's range, found by trial as
 * {@code torch.amp.GradScaler} does with its usual constants: it begins at 65536, is halved after
 * an update whose gradients weren't finite, and doubled after 2000 good ones in a row.
 *
 * <p>Not safe for use by many threads.
 */
final class LossScaler {
  private static final double FIRST = 65536;
  private static final double GROWTH = 2;
  private static final double BACKOFF = 0.5;
  private static final int GROWTH_INTERVAL = 2000;

  /** Thirty halvings from the first: gradients that aren't finite here have another reason. */
  private static final double SMALLEST = 0x1p-14;

  private double scale = FIRST;
  private int good;
  private int skipped;

  /** The factor for the next update. */
  double scale() {
    return scale;
  }

  /** How many updates were skipped; the learning rate's schedule waits for them. */
  int skipped() {
    return skipped;
  }

  /** Notes an update with finite gradients. */
  void succeeded() {
    good++;
    if (good == GROWTH_INTERVAL) {
      good = 0;
      scale = scale * GROWTH <= Float.MAX_VALUE ? scale * GROWTH : scale;
    }
  }

  /**
   * Notes an update that was skipped, because its gradients weren't finite.
   *
   * @return whether a smaller factor is worth a trial
   */
  boolean overflowed() {
    good = 0;
    skipped++;
    scale *= BACKOFF;
    return scale >= SMALLEST;
  }

  void save(ObjectNode into) {
    into.put("scale", scale).put("good_updates", good).put("skipped_updates", skipped);
  }

  /** Takes over what was saved; begins anew where nothing was. */
  void restore(JsonNode from) {
    scale = from.path("scale").asDouble(FIRST);
    good = from.path("good_updates").asInt(0);
    skipped = from.path("skipped_updates").asInt(0);
  }
}
