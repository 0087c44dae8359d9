package io.asva.media;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Counts slots of a clip that show a frame which is not their own, to tell of it. */
final class HeldFrames {
  private final Path file;
  private int frames;
  private int early;
  private int held;
  private int repeated;
  private double first;

  HeldFrames(Path file) {
    this.file = file;
  }

  /**
   * Counts a slot.
   *
   * @param fresh whether no slot before shows the same frame
   * @param shown the frame's time
   * @param due the slot's time
   * @param there whether the video still goes on then
   * @param followed whether another frame comes, so that one may be missing before it
   */
  void slot(boolean fresh, double shown, double due, boolean there, boolean followed) {
    frames += fresh ? 1 : 0;
    if (!there) {
      repeated++;
    } else if (!fresh && frames == 1 && due < shown) {
      early++;
      first = shown;
    } else if (!fresh && followed) {
      held++;
    }
  }

  void tell(Consumer<MediaNote> notes) {
    if (early > 0 && first >= Shortfall.USUAL) {
      notes.accept(
          MediaNote.of(
              MediaNote.Kind.FIRST_FRAME_HELD,
              file,
              " has its first frame at %.2f s: it stands for the %d of the clip before.",
              first,
              early));
    }
    if (held > 0) {
      notes.accept(
          MediaNote.of(
              MediaNote.Kind.FRAME_HELD,
              file,
              " lacks frames: for %d of the clip's, the one before stays on the screen.",
              held));
    }
    if (repeated > 0) {
      notes.accept(
          MediaNote.of(
              MediaNote.Kind.LAST_FRAME_REPEATED,
              file,
              " ends before the clip: its last frame stands for the %d that are missing.",
              repeated));
    }
  }
}
