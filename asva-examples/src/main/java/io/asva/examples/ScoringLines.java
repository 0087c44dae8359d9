package io.asva.examples;

import io.asva.media.AudioSource;
import io.asva.media.VideoSource;
import io.asva.sync.SyncOffset;
import io.asva.sync.SyncScore;
import io.asva.sync.SyncScorer;
import java.nio.file.Path;

/** The README's program that scores audio and a video. */
public final class ScoringLines {
  private ScoringLines() {}

  /** Takes audio and a video. */
  public static void main(String[] args) {
    Path audio = Path.of(args[0]);
    Path video = Path.of(args[1]);
    try (SyncScorer scorer = SyncScorer.builder().models(Path.of("models")).build()) {
      SyncScore score = scorer.score(AudioSource.file(audio), VideoSource.file(video));
      SyncOffset offset = scorer.offset(video);
      System.out.println("score " + score.value() + ", audio later by " + offset.seconds() + " s");
    }
  }
}
