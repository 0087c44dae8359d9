package io.asva.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How near the images of a saved video are to those that were given, by decoding them again. */
class VideoFidelityTest {
  private static final int FRAMES = 12;
  private static final double GOOD = 43;

  // The loss allowed to the codec beside the colours that 4:2:0 leaves out.
  private static final double CODEC = 2;

  private final Path folder;

  VideoFidelityTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    // kind, side, the most bits a pixel
    "DRAWN, 256, 0.4",
    "DRAWN, 96, 1",
    "DRAWN, 95, 1",
    "GREY_TEXTURE, 256, 4",
    "GREY_TEXTURE, 96, 4",
    "FAINT_COLOURS, 256, 4",
    "FAINT_COLOURS, 96, 4",
    "STRONG_COLOURS, 96, 8"
  })
  void theyAreAsNearAsTheirColoursAllowOrAtLeast43Decibels(Kind kind, int side, double bits)
      throws IOException {
    List<Image> given =
        IntStream.range(0, FRAMES).mapToObj(i -> kind.frames.apply(side).apply(i)).toList();
    Path file = folder.resolve("out.mp4");
    VideoWriter.of(new Video(given, 6)).mp4(file);
    List<Image> back = VideoWriterTest.frames(MediaFile.open(file));
    double limit = psnr(given, given.stream().map(VideoFidelityTest::sharedColours).toList());
    double found = psnr(given, back);
    assertThat(found)
        .as("dB, where one colour for each 2x2 pixels allows %.2f", limit)
        .isGreaterThan(Math.min(GOOD, limit - CODEC));
    assertThat(8.0 * Files.size(file) / FRAMES / side / side).as("bits a pixel").isLessThan(bits);
  }

  /** OpenH264 has no room for as much as this at its finest. */
  @ParameterizedTest
  @ValueSource(ints = {64, 256})
  void pureNoiseIsSavedWithLessDetail(int side) {
    Random random = new Random(5);
    List<Image> given = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte[] rgb = new byte[3 * side * side];
      random.nextBytes(rgb);
      given.add(new Image(side, side, rgb));
    }
    Path file = folder.resolve("noise.mp4");
    VideoWriter.of(new Video(given, 6)).mp4(file);
    List<Image> back = VideoWriterTest.frames(MediaFile.open(file));
    double limit = psnr(given, given.stream().map(VideoFidelityTest::sharedColours).toList());
    assertThat(psnr(given, back)).isGreaterThan(limit - CODEC);
  }

  /** Peak signal-to-noise ratio over all values, in dB; sizes that were made even are cut. */
  private static double psnr(List<Image> given, List<Image> back) {
    assertThat(back).hasSize(given.size());
    double sum = 0;
    long count = 0;
    for (int i = 0; i < given.size(); i++) {
      Image one = given.get(i);
      for (int y = 0; y < one.height(); y++) {
        for (int x = 0; x < one.width(); x++) {
          for (int c = 0; c < 3; c++) {
            double difference = one.value(x, y, c) - back.get(i).value(x, y, c);
            sum += difference * difference;
            count++;
          }
        }
      }
    }
    return 10 * Math.log10(255 * 255 * count / Math.max(sum, 1e-9));
  }

  /** An image in which each 2x2 pixels have one colour, and nothing else is lost. */
  private static Image sharedColours(Image image) {
    byte[] rgb = new byte[image.rgb().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        double[] mean = new double[3];
        for (int i = 0; i < 4; i++) {
          int column = Math.min(x / 2 * 2 + i % 2, image.width() - 1);
          int row = Math.min(y / 2 * 2 + i / 2, image.height() - 1);
          for (int c = 0; c < 3; c++) {
            mean[c] += image.value(column, row, c) / 4.0;
          }
        }
        double light = 0;
        for (int c = 0; c < 3; c++) {
          light += (image.value(x, y, c) - mean[c]) / 3;
        }
        for (int c = 0; c < 3; c++) {
          double value = Math.max(0, Math.min(255, mean[c] + light));
          rgb[(y * image.width() + x) * 3 + c] = (byte) Math.round(value);
        }
      }
    }
    return new Image(image.width(), image.height(), rgb);
  }

  /** Kinds of clips. */
  enum Kind {
    /** A round thing that moves before a smooth ground, with a soft rim. */
    DRAWN(side -> frame -> drawn(side, frame)),
    /** A moving texture like sand, without colours. */
    GREY_TEXTURE(side -> frame -> texture(side, frame, 0)),
    /** The same with colours that change little from pixel to pixel. */
    FAINT_COLOURS(side -> frame -> texture(side, frame, 5)),
    /** The same with colours of their own in each pixel, which 4:2:0 can't hold. */
    STRONG_COLOURS(side -> frame -> texture(side, frame, 40));

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final IntFunction<IntFunction<Image>> frames;

    Kind(IntFunction<IntFunction<Image>> frames) {
      this.frames = frames;
    }
  }

  private static Image drawn(int side, int frame) {
    byte[] rgb = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double dx = x - side * (0.5 + 0.2 * Math.sin(0.5 * frame));
        double inside = 0.5 * (side * 0.2 - Math.hypot(dx, y - side * 0.45)) + 0.5;
        double share = Math.max(0, Math.min(1, inside));
        double[] ground = {120 + 80.0 * y / side, 150 + 60.0 * x / side, 200 - 60.0 * y / side};
        double[] thing = {90, 140, 80};
        for (int c = 0; c < 3; c++) {
          double value = ground[c] * (1 - share) + thing[c] * share;
          rgb[(y * side + x) * 3 + c] = (byte) Math.round(value);
        }
      }
    }
    return new Image(side, side, rgb);
  }

  private static Image texture(int side, int frame, double colour) {
    double[][] noise = {smooth(side, 1), smooth(side, 2), smooth(side, 3)};
    byte[] rgb = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int from = y * side + (x + 2 * frame) % side;
        for (int c = 0; c < 3; c++) {
          double own = c == 1 ? 0 : colour * noise[c == 0 ? 1 : 2][from];
          double value = 128 + 40 * noise[0][from] + own;
          rgb[(y * side + x) * 3 + c] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
      }
    }
    return new Image(side, side, rgb);
  }

  /** Noise of which neighbours are alike, about 1 strong. */
  private static double[] smooth(int side, long seed) {
    Random random = new Random(seed);
    double[] values = random.doubles((long) side * side, -3, 3).toArray();
    for (int pass = 0; pass < 2; pass++) {
      List<Double> next = new ArrayList<>();
      for (int i = 0; i < side * side; i++) {
        double sum = 0;
        for (int k = 0; k < 9; k++) {
          int y = (i / side + k / 3 + side - 1) % side;
          int x = (i % side + k % 3 + side - 1) % side;
          sum += values[y * side + x];
        }
        next.add(sum / 4.5);
      }
      values = next.stream().mapToDouble(Double::doubleValue).toArray();
    }
    return values;
  }
}
