package io.asva.core.concurrent;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Watches over an object that holds native memory: whoever forgets to close it is told so once, by
 * a warning of {@link System.Logger} {@code io.asva}, when the garbage collector finds it, and the
 * memory is freed. What belongs to something else that is watched is closed with that, without a
 * word.
 *
 * <p>The thing must stay reachable while it is in use ({@link
 * java.lang.ref.Reference#reachabilityFence}), and what frees it must not refer to it.
 *
 * <p>Safe for use by many threads.
 */
public final class Unclosed {
  private static final System.Logger LOG = System.getLogger("io.asva");
  private static final Cleaner CLEANER =
      Cleaner.create(
          work -> {
            Thread thread = new Thread(work, "asva-unclosed");
            thread.setDaemon(true);
            return thread;
          });

  /** Frees the native memory of an object. */
  @FunctionalInterface
  public interface Release {
    /** Frees what is held. */
    void run() throws Exception;
  }

  private final Left left;
  private final Cleaner.Cleanable cleanable;

  private Unclosed(Left left, Cleaner.Cleanable cleanable) {
    this.left = left;
    this.cleanable = cleanable;
  }

  /** The state that outlives the watched object. */
  private record Left(String what, Release release, AtomicBoolean closed) implements Runnable {
    @Override
    public void run() {
      if (closed.compareAndSet(false, true)) {
        LOG.log(
            System.Logger.Level.WARNING,
            what
                + " was not closed. Its memory is freed now that nothing refers to it, which may be"
                + " late: call close(), best by try-with-resources.");
        try {
          release.run();
        } catch (Exception e) {
          LOG.log(System.Logger.Level.WARNING, what + " could not be closed", e);
        }
      }
    }
  }

  /**
   * Watches over a thing.
   *
   * @param thing the thing, to which the release must not refer
   * @param what its name, the beginning of a sentence: "The Animator"
   * @param release frees what it holds; run once at most, by the garbage collector's finding
   */
  public static Unclosed watch(Object thing, String what, Release release) {
    Left left = new Left(what, release, new AtomicBoolean());
    return new Unclosed(left, CLEANER.register(thing, left));
  }

  /** Ends the watch: the thing was closed, by its owner who frees what it held. */
  public void closed() {
    left.closed().set(true);
    cleanable.clean();
  }
}
