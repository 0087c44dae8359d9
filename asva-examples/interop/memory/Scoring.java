import io.asva.media.AudioSource;
import io.asva.media.Image;
import io.asva.media.Audio;
import io.asva.media.Video;
import io.asva.media.VideoSource;
import io.asva.sync.SyncScorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Scores frames and samples that a program has made itself. */
public final class Scoring {
  public static void main(String[] args) {
    Random random = new Random(1);
    List<Image> frames = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      byte[] rgb = new byte[3 * 96 * 96];
      random.nextBytes(rgb);
      frames.add(new Image(96, 96, rgb));
    }
    float[][] samples = new float[1][32_000];
    for (int i = 0; i < samples[0].length; i++) {
      samples[0][i] = (float) Math.sin(i * 0.05);
    }
    try (SyncScorer scorer = SyncScorer.builder().models(Path.of("models")).build()) {
      double score =
          scorer
              .score(
                  AudioSource.of(new Audio(16_000, samples)), VideoSource.of(new Video(frames, 6)))
              .value();
      System.out.println("score " + score);
    }
  }
}
