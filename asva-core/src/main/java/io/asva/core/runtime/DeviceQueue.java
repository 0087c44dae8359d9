package io.asva.core.runtime;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The calls of this process that want to compute on a device. One has it at a time, so that long
 * computations don't crowd each other's threads and memory. Callers take turns: the one that has
 * waited longest for a turn is next, with its oldest call, so a call waits for one turn of each
 * other caller and for older calls of its own, however many the others have.
 *
 * <p>Calls of one caller may go together, if they say so and the caller allows it: while nobody
 * else waits, one that comes later joins those that have the device.
 *
 * <p>Safe for use by many threads.
 */
public final class DeviceQueue {
  private static final String STAGE = "waiting";
  private static final double NEWEST = 0.5; // share of the last turn in the average
  private static final Map<Device, DeviceQueue> QUEUES = new ConcurrentHashMap<>();

  private final Device device;
  private final LongSupplier clock;
  // In the order of their next turns; each has a call at least. All guarded by this.
  private final Map<DeviceCaller, Deque<Turn>> waiting = new LinkedHashMap<>();
  private final Set<Turn> holders = new LinkedHashSet<>();
  private final Map<DeviceCaller, Double> averages = new WeakHashMap<>(); // nanoseconds of a turn

  DeviceQueue(Device device, LongSupplier clock) {
    this.device = device;
    this.clock = clock;
  }

  /**
   * The queue of a device, one in the process.
   *
   * @param device which one, in whatever precision; {@link Device#auto} stands for the device it
   *     resolves to
   * @throws DeviceException if {@link Device#auto} can't be resolved
   */
  public static DeviceQueue of(Device device) {
    Device place = Objects.requireNonNull(device, "device").place();
    Device decided = place instanceof Device.Auto ? place.resolve().place() : place;
    return QUEUES.computeIfAbsent(decided, which -> new DeviceQueue(which, System::nanoTime));
  }

  /**
   * Waits for the device.
   *
   * @param caller whose call it is
   * @param group calls with equal ones may go together; empty for one that has the device alone
   * @param monitor ends the wait; if there is one, its listener is told of the stage "waiting",
   *     whose steps are the calls that come before this one
   * @param stage what the device is wanted for, as it follows "while": "denoising"
   * @return the permit, to be closed in any case
   * @throws CancelledException if the wait was cancelled, or the thread was interrupted while it
   *     waited; its interrupt status stays set then
   * @throws DeviceQueueFullException if the call would have to wait, and as many of the caller's
   *     calls wait as may
   * @throws IllegalStateException if this thread has the device already: it would wait for itself
   */
  public DevicePermit acquire(
      DeviceCaller caller, Optional<?> group, ProgressMonitor monitor, String stage) {
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(monitor, "monitor");
    Objects.requireNonNull(stage, "stage");
    monitor.check(stage);
    try (Cancellation.Registration waking = monitor.onCancel(this::wake)) {
      Turn turn = join(new Turn(caller, group));
      try {
        await(turn, monitor, stage);
        return new DevicePermit(turn);
      } catch (InterruptedException e) {
        turn.close();
        Thread.currentThread().interrupt();
        throw new CancelledException(stage);
      } catch (RuntimeException | Error e) {
        turn.close();
        throw e;
      }
    }
  }

  private synchronized Turn join(Turn turn) {
    if (isHeldByThisThread()) {
      throw new IllegalStateException("this thread has the turn already");
    }
    Deque<Turn> own = waiting.computeIfAbsent(turn.caller, caller -> new ArrayDeque<>());
    own.addLast(turn);
    admit();
    if (!turn.admitted && own.size() > turn.caller.bound()) {
      remove(turn);
      throw new DeviceQueueFullException(turn.caller, device, own.size());
    }
    return turn;
  }

  private void await(Turn turn, ProgressMonitor monitor, String stage) throws InterruptedException {
    WaitProgress progress = new WaitProgress(monitor, STAGE);
    while (true) {
      int ahead;
      synchronized (this) {
        while (!turn.admitted && !progress.isNews(ahead(turn))) {
          monitor.check(stage);
          wait();
        }
        if (turn.admitted) {
          break;
        }
        ahead = ahead(turn);
      }
      progress.tell(ahead);
    }
    progress.end();
  }

  private synchronized void wake() {
    notifyAll();
  }

  /** Lets in whoever may have the device now. */
  private void admit() {
    while (!waiting.isEmpty()) {
      Map.Entry<DeviceCaller, Deque<Turn>> next = waiting.entrySet().iterator().next();
      Turn turn = next.getValue().getFirst();
      if (!holders.isEmpty() && !joins(turn)) {
        break;
      }
      DeviceCaller caller = next.getKey();
      Deque<Turn> rest = Objects.requireNonNull(waiting.remove(caller));
      rest.removeFirst();
      if (!rest.isEmpty()) {
        waiting.put(caller, rest); // behind the others
      }
      turn.admitted = true;
      turn.since = clock.getAsLong();
      holders.add(turn);
    }
    notifyAll();
  }

  /** Whether the next call goes together with those that have the device, and nobody else waits. */
  private boolean joins(Turn turn) {
    return waiting.size() == 1
        && turn.group.isPresent()
        && holders.size() < turn.caller.together()
        && holders.stream().allMatch(h -> h.caller == turn.caller && h.group.equals(turn.group));
  }

  private void remove(Turn turn) {
    Deque<Turn> own = waiting.get(turn.caller);
    if (own != null && own.remove(turn) && own.isEmpty()) {
      waiting.remove(turn.caller);
    }
  }

  private synchronized void leave(Turn turn) {
    if (holders.remove(turn)) {
      double took = clock.getAsLong() - turn.since;
      averages.merge(turn.caller, took, (old, last) -> old + NEWEST * (last - old));
    }
    remove(turn);
    admit();
  }

  /** How many calls have the device or come before one that waits. */
  private int ahead(Turn turn) {
    int place = new ArrayList<>(Objects.requireNonNull(waiting.get(turn.caller))).indexOf(turn);
    int ahead = holders.size();
    for (int turns : turnsBefore(turn.caller, place).values()) {
      ahead += turns;
    }
    return ahead;
  }

  /** How many turns each caller has before a caller's call that so many of its own precede. */
  private Map<DeviceCaller, Integer> turnsBefore(DeviceCaller caller, int place) {
    Map<DeviceCaller, Integer> turns = new LinkedHashMap<>();
    boolean behind = false;
    for (Map.Entry<DeviceCaller, Deque<Turn>> entry : waiting.entrySet()) {
      boolean own = entry.getKey() == caller;
      behind |= own;
      int most = own || behind ? place : place + 1;
      turns.put(entry.getKey(), Math.min(most, entry.getValue().size()));
    }
    return turns;
  }

  /** How long it is, as a caller sees it. */
  public synchronized QueueState state(DeviceCaller caller) {
    Objects.requireNonNull(caller, "caller");
    Deque<Turn> mine = waiting.get(caller);
    int own = mine == null ? 0 : mine.size();
    int all = waiting.values().stream().mapToInt(Deque::size).sum();
    return new QueueState(all, own, expected(turnsBefore(caller, own)));
  }

  private Optional<Duration> expected(Map<DeviceCaller, Integer> turns) {
    double nanos = 0;
    for (Turn holder : holders) {
      Double average = averages.get(holder.caller);
      if (average == null) {
        return Optional.empty();
      }
      nanos = Math.max(nanos, average - (clock.getAsLong() - holder.since));
    }
    for (Map.Entry<DeviceCaller, Integer> entry : turns.entrySet()) {
      Double average = averages.get(entry.getKey());
      if (average == null && entry.getValue() > 0) {
        return Optional.empty();
      }
      nanos += average == null ? 0 : average * entry.getValue();
    }
    return Optional.of(Duration.ofNanos((long) nanos));
  }

  /** Whether this thread has the device. */
  public synchronized boolean isHeldByThisThread() {
    return holders.stream().anyMatch(holder -> holder.owner == Thread.currentThread());
  }

  /** How many calls have the device or wait for it. */
  synchronized int users() {
    return holders.size() + waiting.values().stream().mapToInt(Deque::size).sum();
  }

  /** A call's turn, to be given back by closing; again closing it is harmless. */
  final class Turn implements AutoCloseable {
    private final DeviceCaller caller;
    private final Optional<?> group;
    private final Thread owner = Thread.currentThread();
    private boolean admitted; // guarded by the queue, as what follows
    private long since;

    private Turn(DeviceCaller caller, Optional<?> group) {
      this.caller = caller;
      this.group = group;
    }

    @Override
    public void close() {
      leave(this);
    }
  }
}
