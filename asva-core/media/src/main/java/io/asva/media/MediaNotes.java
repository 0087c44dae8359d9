package io.asva.media;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The notes on one file that is read, perhaps in many parts: the first note of each kind, for the
 * others say the same of other parts.
 *
 * <p>For one thread at a time.
 */
public final class MediaNotes implements Consumer<MediaNote> {
  private final Map<MediaNote.Kind, MediaNote> first = new EnumMap<>(MediaNote.Kind.class);

  @Override
  public void accept(MediaNote note) {
    first.putIfAbsent(note.kind(), note);
  }

  /** The notes, one of a kind, in the order of the kinds. */
  public List<MediaNote> list() {
    return new ArrayList<>(first.values());
  }
}
