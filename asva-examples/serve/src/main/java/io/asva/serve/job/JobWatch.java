package io.asva.serve.job;

/** Somebody who watches a job, until closed. */
@FunctionalInterface
public interface JobWatch extends AutoCloseable {
  @Override
  void close();
}
