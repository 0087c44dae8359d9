package io.asva.examples.cli;

import io.asva.media.MediaNoteCount;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes for the user besides a result: lines on standard error, entries in JSON. */
final class NoteLines {
  private NoteLines() {}

  static void print(List<?> notes, PrintWriter err) {
    notes.forEach(note -> err.println("Note: " + note));
    err.flush();
  }

  static List<Map<String, Object>> json(List<MediaNoteCount> counts) {
    return counts.stream().map(NoteLines::json).toList();
  }

  private static Map<String, Object> json(MediaNoteCount count) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("kind", count.kind().key());
    entry.put("files", count.files());
    entry.put("example", count.example());
    return entry;
  }
}
