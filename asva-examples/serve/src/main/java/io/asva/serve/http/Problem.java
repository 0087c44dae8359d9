package io.asva.serve.http;

import io.asva.core.AsvaException;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.runtime.DeviceQueueFullException;
import io.asva.serve.job.JobException;
import io.asva.serve.store.PlainWords;
import io.asva.serve.store.StoreException;
import java.util.Map;

/**
 * An error as {@code application/problem+json} says it (RFC 9457).
 *
 * <p>Immutable.
 *
 * @param status of the answer
 * @param title of all errors of that status
 * @param detail what is wrong here, and what to do
 */
record Problem(int status, String title, String detail) {
  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "The request is not understood"),
          Map.entry(401, "A token is needed"),
          Map.entry(403, "Not from there"),
          Map.entry(404, "There is no such thing"),
          Map.entry(405, "Not in this way"),
          Map.entry(408, "Too slow"),
          Map.entry(409, "Not now"),
          Map.entry(413, "Too large"),
          Map.entry(415, "Not in this form"),
          Map.entry(416, "Not that part"),
          Map.entry(421, "Not under that name"),
          Map.entry(422, "This can't be done"),
          Map.entry(429, "Too many wait"),
          Map.entry(500, "The server failed"),
          Map.entry(503, "The server is being stopped"),
          Map.entry(507, "The server's disk"));

  static Problem of(int status, String detail) {
    return new Problem(status, TITLES.getOrDefault(status, "An error"), detail);
  }

  /** The problem that a failure is. */
  static Problem of(Throwable failure) {
    return of(status(failure), PlainWords.of(failure));
  }

  private static int status(Throwable failure) {
    if (failure instanceof ProblemException problem) {
      return problem.status();
    }
    if (failure instanceof JobException refusal) {
      return refusal.reason() == JobException.Reason.FULL ? 429 : 503;
    }
    if (failure instanceof DeviceQueueFullException) {
      return 429;
    }
    if (failure instanceof ClosedException || failure instanceof CancelledException) {
      return 503;
    }
    if (failure instanceof StoreException) {
      return 507;
    }
    return failure instanceof AsvaException ? 422 : 500;
  }
}
