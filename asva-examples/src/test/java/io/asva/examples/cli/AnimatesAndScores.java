package io.asva.examples.cli;

import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.examples.demo.SmallModel;
import io.asva.media.AudioSource;
import io.asva.media.VideoSource;
import io.asva.sync.SyncScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A program that animates and scores again and again with small networks. Its arguments: the
 * animation's models, the classifier's, an image, audio, a video with audio, where to write, for
 * how many seconds at least, and how often at least. Each time it prints, after a garbage
 * collection every so often, how much memory it takes in kB, how many files are open and how many
 * lie in its temporary folder.
 */
final class AnimatesAndScores {
  private AnimatesAndScores() {}

  public static void main(String[] args) throws IOException {
    Path clip = Path.of(args[4]);
    Path out = Path.of(args[5]);
    long end = System.nanoTime() + Long.parseLong(args[6]) * 1_000_000_000L;
    int count = Integer.parseInt(args[7]);
    try (Animator animator =
            Animator.builder()
                .models(Path.of(args[0]))
                .dataset(SmallModel.DATASET)
                .size(64, 64)
                .build();
        SyncScorer scorer = SyncScorer.builder().models(Path.of(args[1])).build()) {
      AnimationRequest request =
          AnimationRequest.builder()
              .image(Path.of(args[2]))
              .audio(Path.of(args[3]))
              .category(SmallModel.CATEGORY)
              .steps(1)
              .build();
      for (int i = 1; i <= count || System.nanoTime() < end; i++) {
        Files.deleteIfExists(out);
        animator.animate(request).clip().saveMp4(out);
        scorer.score(AudioSource.file(clip), VideoSource.file(clip));
        System.out.println(i + " " + state());
      }
    }
  }

  private static String state() throws IOException {
    System.gc();
    String memory = "0";
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmRSS:")) {
          memory = line.replaceAll("[^0-9]", "");
        }
      }
    }
    return memory
        + " "
        + count(Path.of("/proc/self/fd"))
        + " "
        + count(Path.of(System.getProperty("java.io.tmpdir")));
  }

  private static long count(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
