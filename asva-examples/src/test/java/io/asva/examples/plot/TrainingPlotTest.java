package io.asva.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.files.IfExists;
import io.asva.training.TrainingException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPlotTest {
  private static final int SMOOTHED = 0x1f5fa8;
  private static final int EVALUATED = 0xc8401e;

  private final Path folder;

  TrainingPlotTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A log whose loss falls and whose rate is constant. */
  private Path log(int steps, String evaluation) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int step = 1; step <= steps; step++) {
      double loss = 1.0 / step + 0.1 * random.nextDouble();
      text.append(
          String.format(
              Locale.ROOT, "{\"step\":%d,\"train_loss\":%f,\"lr\":1.0E-4}%n", step, loss));
      if (step % 50 == 0) {
        text.append(String.format(Locale.ROOT, evaluation, step));
      }
    }
    return Files.writeString(folder.resolve("train.jsonl"), text + "{\"step\":");
  }

  private BufferedImage drawn(Path log) throws IOException {
    Path file = folder.resolve("loss.png");
    TrainingPlot.of(log).writePng(file, IfExists.REPLACE);
    return ImageIO.read(file.toFile());
  }

  /** How many of the upper image's pixels have a colour, the smaller panels left out. */
  private static long pixels(BufferedImage image, int colour) {
    long count = 0;
    for (int y = 0; y < 480; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void lossAndRateAreDrawnOfARunWithoutEvaluations() throws IOException {
    BufferedImage image = drawn(log(100, ""));
    assertThat(pixels(image, SMOOTHED)).isGreaterThan(500);
    assertThat(pixels(image, EVALUATED)).isZero();
    assertThat(image.getHeight()).isBetween(600, 750);
  }

  @Test
  void evaluationsAreDrawnAndEachKindOfFigureHasAPanel() throws IOException {
    String evaluation =
        "{\"step\":%d,\"test_loss\":0.5,\"test_av_acc\":0.5,\"test_va_acc\":0.4,\"test_psnr\":20,"
            + "\"test_bad_files\":1}%n";
    int plain = drawn(log(200, "")).getHeight();
    BufferedImage image = drawn(log(200, evaluation));
    assertThat(pixels(image, EVALUATED)).isGreaterThan(100);
    assertThat(image.getHeight() - plain).isEqualTo(2 * 190);
  }

  @Test
  void aSinglePointIsDrawnAndAnEmptyLogIsRefused() throws IOException {
    assertThat(drawn(log(1, "")).getWidth()).isEqualTo(1200);
    Path empty = log(0, "");
    assertThatThrownBy(() -> drawn(empty))
        .isInstanceOf(TrainingException.class)
        .hasMessage(empty + " has no train_loss yet, so there is nothing to draw.");
  }

  @Test
  void ofWhatIsNoLogNothingIsWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("train.jsonl"), "hello\n");
    assertThatThrownBy(() -> drawn(file))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("Line 1 of " + file);
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(folder.resolve("loss.png")).doesNotExist();
  }
}
