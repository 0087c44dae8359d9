package io.asva.sync;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.MediaNote;
import io.asva.sync.network.Head;
import java.util.List;

/**
 * The scores of one video's clips in the classifier's evaluation: the central clip's audio with
 * each clip's frames, and the other way round.
 *
 * @param audioToVideo scores of the central audio and each clip's frames
 * @param videoToAudio scores of each clip's audio and the central frames
 * @param notes what was done to the video while it was read
 */
public record CentreScores(
    List<Double> audioToVideo, List<Double> videoToAudio, List<MediaNote> notes) {

  /** Scores of clips to which nothing was done. */
  public CentreScores(List<Double> audioToVideo, List<Double> videoToAudio) {
    this(audioToVideo, videoToAudio, List.of());
  }

  /**
   * The head's scores of the central clip's audio and frames against those of all clips.
   *
   * @param audios the embedding (1, width) of each clip's audio
   * @param videos that of each clip's frames
   * @param notes what was done to the video
   */
  public static CentreScores of(
      Head head,
      List<FloatTensor> audios,
      List<FloatTensor> videos,
      List<MediaNote> notes,
      Cancellation cancellation) {
    FloatTensor audio = audios.get(audios.size() / 2);
    FloatTensor video = videos.get(videos.size() / 2);
    return new CentreScores(
        videos.stream().map(other -> head.score(audio, other, cancellation)).toList(),
        audios.stream().map(other -> head.score(other, video, cancellation)).toList(),
        notes);
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
