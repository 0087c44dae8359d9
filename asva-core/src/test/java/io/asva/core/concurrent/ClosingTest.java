package io.asva.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.AsvaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void allAreClosedAndTheFirstFailureIsThrown() {
    AutoCloseable checked = failing("checked", new IOException("disk"));
    AutoCloseable unchecked = failing("unchecked", new IllegalStateException("state"));
    assertThatThrownBy(() -> Closing.all(checked, null, unchecked, () -> closed.add("last")))
        .isInstanceOf(AsvaException.class)
        .hasMessage("Closing failed: disk")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .hasToString("java.lang.IllegalStateException: state"));
    assertThat(closed).containsExactly("checked", "unchecked", "last");
  }

  @Test
  void whatFailsAfterAFailureIsAttachedToIt() {
    RuntimeException failure = new RuntimeException("first");
    Closing.after(failure, failing("a", new IllegalStateException("later")));
    assertThat(closed).containsExactly("a");
    assertThat(failure.getSuppressed())
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("later");
  }

  private AutoCloseable failing(String name, Exception failure) {
    return () -> {
      closed.add(name);
      throw failure;
    };
  }
}
