package io.asva.core;

import java.util.Objects;

/**
 * The listener and the switch of one long piece of work: the work reports its steps to the one, and
 * stops when the other is triggered. A part that reports nothing takes it as a plain {@link
 * Cancellation}.
 *
 * <pre>{@code
 * ProgressMonitor monitor = new ProgressMonitor(progress -> bar.show(progress));
 * stopButton.addActionListener(event -> monitor.cancel());
 * animator.animate(request, monitor);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class ProgressMonitor extends Cancellation implements Progress.Listener {
  private final Progress.Listener listener;

  /** A monitor with a switch of its own, which {@link #cancel} triggers. */
  public ProgressMonitor(Progress.Listener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /** A monitor that shares its switch with a cancellation; see {@link Cancellation#reporting}. */
  ProgressMonitor(Progress.Listener listener, Cancellation cancellation) {
    super(cancellation);
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /** A monitor that tells nobody, for work that is not cancelled. */
  public static ProgressMonitor none() {
    return new ProgressMonitor(Progress.Listener.NONE);
  }

  @Override
  public void onProgress(Progress progress) {
    listener.onProgress(progress);
  }
}
