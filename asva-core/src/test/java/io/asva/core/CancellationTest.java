package io.asva.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.concurrent.Interruptible;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CancellationTest {
  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger stops = new AtomicInteger();

  @AfterEach
  void leaveNoInterrupt() {
    Thread.interrupted();
  }

  @Test
  void anInterruptedThreadStopsAsACancelledOneAndStaysInterrupted() {
    assertThatCode(() -> cancellation.check("testing")).doesNotThrowAnyException();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> cancellation.check("testing"))
        .isInstanceOf(CancelledException.class)
        .hasMessage("Cancelled while testing.");
    assertThat(cancellation.isCancelled()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    assertThatCode(() -> cancellation.check("testing")).doesNotThrowAnyException();
  }

  @Test
  void aMonitorReportsToItsListenerAndSharesTheSwitchItWasMadeOf() {
    List<Progress> told = new ArrayList<>();
    ProgressMonitor monitor = cancellation.reporting(told::add);
    monitor.report("testing", 1, 2);
    monitor.silent().report("testing", 2, 2);
    assertThat(told).containsExactly(new Progress("testing", 1, 2));
    monitor.onCancel(stops::incrementAndGet);
    cancellation.cancel();
    assertThat(stops).hasValue(1);
    assertThatThrownBy(() -> monitor.silent().check("testing"))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void cancellingAMonitorCancelsAllThatShareItsSwitchAndNoOther() {
    ProgressMonitor monitor = cancellation.reporting(Progress.Listener.NONE);
    ProgressMonitor own = new ProgressMonitor(Progress.Listener.NONE);
    monitor.cancel();
    assertThat(cancellation.isCancelled()).isTrue();
    assertThat(own.isCancelled()).isFalse();
    assertThat(ProgressMonitor.none().isCancelled()).isFalse();
  }

  @Test
  void whatCanNotLookIsStoppedByTheSwitchOrAnInterruptAtOnce() throws Exception {
    for (boolean bySwitch : new boolean[] {true, false}) {
      Cancellation own = new Cancellation();
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch stopped = new CountDownLatch(1);
      Thread worker =
          new Thread(
              () -> {
                try (Cancellation.Registration stop = own.onStop(stopped::countDown)) {
                  begun.countDown();
                  while (stopped.getCount() > 0) {
                    Thread.onSpinWait(); // as native code, it doesn't look at its thread
                  }
                }
              });
      worker.start();
      begun.await();
      if (bySwitch) {
        own.cancel();
      } else {
        worker.interrupt();
      }
      assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
      worker.join();
    }
  }

  @Test
  void anInterruptFromBeforeStopsAtOnceAndOneFromAfterNoMore() throws Exception {
    Thread.currentThread().interrupt();
    cancellation.onStop(stops::incrementAndGet).close();
    assertThat(stops).hasValue(1);
    assertThat(Thread.interrupted()).isTrue();
    cancellation.onStop(stops::incrementAndGet).close();
    Thread self = Thread.currentThread();
    Thread other = new Thread(self::interrupt);
    other.start();
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
    other.join();
    cancellation.cancel();
    assertThat(stops).as("both were withdrawn").hasValue(1);
  }

  @Test
  void aFileThatAnInterruptClosedIsNoFailure() {
    AsvaException closed =
        new AsvaException("Can't write x", new IOException(new ClosedByInterruptException()));
    assertThatThrownBy(() -> Interruptible.run("writing x", () -> fail(closed)))
        .isInstanceOf(CancelledException.class)
        .hasMessage("Cancelled while writing x.")
        .hasCause(closed);
    AsvaException full = new AsvaException("Can't write x", new IOException("disk full"));
    assertThatThrownBy(() -> Interruptible.run("writing x", () -> fail(full))).isSameAs(full);
  }

  private static void fail(AsvaException failure) {
    throw failure;
  }
}
