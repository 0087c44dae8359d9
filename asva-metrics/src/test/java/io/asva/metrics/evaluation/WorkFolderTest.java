package io.asva.metrics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.tensor.FloatTensor;
import io.asva.media.MediaNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @Test
  void whatWasKeptIsFoundUnlessABitOfItChanged(@TempDir Path folder) throws IOException {
    WorkFolder work = new WorkFolder(folder);
    Features features = new Features();
    features.put(Features.FVD, FloatTensor.of(new float[] {1, 2, 3}, 1, 3));
    features.put(Features.SCORE, List.of(0.1, -7.5));
    MediaNote note = new MediaNote(MediaNote.Kind.GAP_FILLED, "a.mp4: its audio has gaps");
    features.notes(List.of(note));
    work.keep("key", features);
    Features found = work.find("key").orElseThrow();
    assertThat(found.features(Features.FVD).values()).containsExactly(1, 2, 3);
    assertThat(found.numbers(Features.SCORE)).containsExactly(0.1, -7.5);
    assertThat(found.notes()).containsExactly(note);
    assertThat(work.find("other")).isEmpty();
    Path file;
    try (var files = Files.list(folder)) {
      file = files.findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int i = whole.length - 1; i >= 0; i--) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      boolean same = work.find("key").map(f -> f.has(Features.FVD)).orElse(false);
      // Of the header's blanks at its end one may change without a change of what it says.
      assertThat(same && whole[i] != ' ').as("byte " + i).isFalse();
    }
    work.keep("key", features);
    assertThat(work.find("key")).isPresent();
  }
}
