package io.asva.sync.evaluation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.files.RunLock;
import io.asva.sync.SyncException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @Test
  void isOneEvaluationsUntilItIsClosed(@TempDir Path folder) throws Exception {
    SyncSettings settings = new SyncSettings(3, 0.2, 0);
    Path file = folder.resolve("journal.jsonl");
    try (Journal journal = Journal.open(file, settings, "weights")) {
      assertThatThrownBy(() -> Journal.open(file, settings, "weights"))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("is in use");
    }
    RunLock.tryTake(file).orElseThrow().close();
    Journal.open(file, settings, "weights").close();
  }
}
