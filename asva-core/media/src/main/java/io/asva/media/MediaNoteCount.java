package io.asva.media;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The number of files to which the same was done while they were read, with one of them as an
 * example.
 *
 * @param kind what was done
 * @param files to how many files
 * @param example what was done to the first of them, in words
 */
public record MediaNoteCount(MediaNote.Kind kind, int files, String example) {

  /**
   * Counts notes, a kind once a file.
   *
   * @param files the notes of each file
   * @return one count for each kind that there is, in the order of the kinds
   */
  public static List<MediaNoteCount> of(Collection<List<MediaNote>> files) {
    Map<MediaNote.Kind, MediaNoteCount> counts = new EnumMap<>(MediaNote.Kind.class);
    for (List<MediaNote> notes : files) {
      MediaNotes distinct = new MediaNotes();
      notes.forEach(distinct);
      for (MediaNote note : distinct.list()) {
        counts.merge(
            note.kind(),
            new MediaNoteCount(note.kind(), 1, note.text()),
            (known, one) -> new MediaNoteCount(known.kind, known.files + 1, known.example));
      }
    }
    return List.copyOf(counts.values());
  }

  /** In a line: the number, what was done, and the example. */
  @Override
  public String toString() {
    return files == 1 ? example : files + " files: " + kind.label() + "; the first: " + example;
  }
}
