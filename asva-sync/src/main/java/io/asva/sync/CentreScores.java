package io.asva.sync;

import io.asva.core.media.MediaNote;
import java.util.List;

/**
 * The scores of one video's clips in the classifier's evaluation: the central clip's sound with
 * each clip's frames, and the other way round.
 *
 * @param audioToVideo scores of the central sound and each clip's frames
 * @param videoToAudio scores of each clip's sound and the central frames
 * @param notes what was done to the video while it was read
 */
public record CentreScores(
    List<Double> audioToVideo, List<Double> videoToAudio, List<MediaNote> notes) {

  /** Scores of clips to which nothing was done. */
  public CentreScores(List<Double> audioToVideo, List<Double> videoToAudio) {
    this(audioToVideo, videoToAudio, List.of());
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if they are empty or differ in length
   */
  public CentreScores {
    audioToVideo = List.copyOf(audioToVideo);
    videoToAudio = List.copyOf(videoToAudio);
    notes = List.copyOf(notes);
    if (audioToVideo.isEmpty() || audioToVideo.size() != videoToAudio.size()) {
      throw new IllegalArgumentException(
          audioToVideo.size() + " and " + videoToAudio.size() + " scores");
    }
  }

  /** Number of clips. */
  public int clips() {
    return audioToVideo.size();
  }

  /** The position of the central clip, the later one of two. */
  public int centre() {
    return clips() / 2;
  }
}
