package io.asva.serve.http;

/**
 * Runs what answers a request, and makes what it throws the answer.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
interface Answering {
  /** Work that may fail. */
  @FunctionalInterface
  interface Step {
    /** Does it. */
    void run() throws Exception;
  }

  /** Runs it. */
  void run(Exchange exchange, Step step);
}
