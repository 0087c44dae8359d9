package io.asva.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediaNoteCountTest {
  private static MediaNote gap(String file) {
    return new MediaNote(MediaNote.Kind.GAP_FILLED, file + ": its audio has gaps");
  }

  @Test
  void aKindCountsOnceAFileAndTheFirstIsTheExample() {
    MediaNote interlaced = new MediaNote(MediaNote.Kind.INTERLACED, "b is interlaced");
    List<MediaNoteCount> counts =
        MediaNoteCount.of(
            List.of(List.of(gap("a"), gap("a again")), List.of(), List.of(gap("b"), interlaced)));
    assertThat(counts)
        .containsExactly(
            new MediaNoteCount(MediaNote.Kind.INTERLACED, 1, "b is interlaced"),
            new MediaNoteCount(MediaNote.Kind.GAP_FILLED, 2, "a: its audio has gaps"));
    assertThat(counts)
        .hasToString(
            "[b is interlaced, 2 files: gaps in the audio are filled with silence; the first: a:"
                + " its audio has gaps]");
  }
}
