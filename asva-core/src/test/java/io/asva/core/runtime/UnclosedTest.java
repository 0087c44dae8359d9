package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Unclosed;
import io.asva.core.testing.Warnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnclosedTest {
  private final AtomicInteger freed = new AtomicInteger();

  @Test
  void whatIsForgottenIsFreedAndToldOnce() throws Exception {
    try (Warnings warnings = new Warnings()) {
      forget("The thing");
      assertThat(Warnings.collectUntil(() -> freed.get() > 0)).isTrue();
      System.gc();
      assertThat(freed).hasValue(1);
      assertThat(warnings.texts())
          .singleElement()
          .asString()
          .startsWith("The thing was not closed. Its memory is freed now");
    }
  }

  private void forget(String what) {
    AtomicInteger count = freed;
    Unclosed.watch(new Object(), what, count::incrementAndGet);
  }

  @Test
  void whatWasClosedIsNotToldOf() throws Exception {
    try (Warnings warnings = new Warnings()) {
      for (int i = 0; i < 3; i++) {
        Network network = SmallNetworks.doubling();
        network.run(SmallNetworks.x(1, 2, 3, 4));
        network.close();
        DevicePermits.acquire(Device.cpu(), new Cancellation(), "testing").close();
      }
      forget("The last");
      assertThat(Warnings.collectUntil(() -> freed.get() > 0)).isTrue();
      assertThat(warnings.texts()).singleElement().asString().startsWith("The last ");
    }
  }

  @Test
  void aForgottenNetworkIsNamed() throws Exception {
    try (Warnings warnings = new Warnings()) {
      forgetANetwork();
      assertThat(Warnings.collectUntil(() -> !warnings.texts().isEmpty())).isTrue();
      assertThat(warnings.texts())
          .singleElement()
          .asString()
          .startsWith("The doubling was not closed.");
    }
  }

  private static void forgetANetwork() {
    SmallNetworks.doubling().run(SmallNetworks.x(1, 2, 3, 4));
  }

  @Test
  void aForgottenPermitIsGivenBack() throws Exception {
    try (Warnings warnings = new Warnings()) {
      Thread forgetful =
          new Thread(() -> DevicePermits.acquire(Device.cpu(), new Cancellation(), "testing"));
      forgetful.start();
      forgetful.join();
      assertThat(Warnings.collectUntil(() -> !warnings.texts().isEmpty())).isTrue();
      DevicePermits.acquire(Device.cpu(), new Cancellation(), "testing").close();
      assertThat(warnings.texts()).singleElement().asString().startsWith("A device's permit");
    }
  }

  @Test
  void aNetworkThatIsInUseIsNotTakenAway() throws Exception {
    try (Warnings warnings = new Warnings()) {
      List<Map<String, ?>> results = new ArrayList<>();
      Thread collector =
          new Thread(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  System.gc();
                }
              });
      collector.start();
      for (int i = 0; i < 20; i++) {
        results.add(SmallNetworks.doubling().run(SmallNetworks.x(1, 2, 3, 4)));
      }
      collector.interrupt();
      collector.join();
      assertThat(results).hasSize(20);
      assertThat(Warnings.collectUntil(() -> warnings.texts().size() == 20)).isTrue();
    }
  }
}
