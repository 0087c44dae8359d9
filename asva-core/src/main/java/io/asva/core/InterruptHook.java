package io.asva.core;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Runs an action at once when the thread that began it is interrupted, until that thread ends it.
 * Java tells of an interrupt only who waits in its own methods, and channels: this is a channel
 * that nothing flows through. It costs nothing while nobody interrupts.
 */
final class InterruptHook extends AbstractInterruptibleChannel {
  private final Runnable action;

  private InterruptHook(Runnable action) {
    this.action = action;
  }

  /** Waits for an interrupt of this thread from now on; the action runs now if there was one. */
  static InterruptHook begin(Runnable action) {
    InterruptHook hook = new InterruptHook(action);
    hook.begin();
    return hook;
  }

  /** Waits no longer. */
  void end() {
    try {
      end(true);
    } catch (AsynchronousCloseException e) {
      // The action ran; the thread's interrupt status says why.
    }
  }

  @Override
  protected void implCloseChannel() {
    action.run();
  }
}
