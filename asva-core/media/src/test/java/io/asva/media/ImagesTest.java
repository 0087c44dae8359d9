package io.asva.media;

import static io.asva.media.MediaSamples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.files.IfExists;
import io.asva.core.testing.ProcessorTime;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
  private static final Path RESOURCES = Path.of("src/test/resources/media");

  private final Path folder;

  ImagesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessImagesKeepTheirValues(String format) throws IOException {
    Image image = image(37, 21, 0);
    Path file = folder.resolve("picture." + format);
    assertThat(ImageIO.write(image.image(), format, file.toFile())).isTrue();
    assertThat(Images.read(file).rgb()).isEqualTo(image.rgb());
  }

  @Test
  void theExtensionDoesNotMatter() {
    Path file = folder.resolve("really-a-png.jpg");
    Images.writePng(image(20, 10, 0), file, IfExists.FAIL);
    assertThat(Images.read(file).rgb()).isEqualTo(image(20, 10, 0).rgb());
  }

  @Test
  void greyValuesAreNotBent() throws IOException {
    BufferedImage grey = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage deep = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 256; x++) {
      grey.getRaster().setSample(x, 0, 0, x);
      deep.getRaster().setSample(x, 0, 0, x << 8 | 200);
    }
    for (BufferedImage image : new BufferedImage[] {grey, deep}) {
      Image read = Images.read(png(image));
      for (int x = 0; x < 256; x++) {
        assertThat(read.value(x, 0, 0)).isEqualTo(x);
        assertThat(read.value(x, 0, 2)).isEqualTo(x);
      }
    }
  }

  @Test
  void transparencyLiesOverWhite() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00FF0000);
    image.setRGB(1, 0, 0x80000000);
    image.setRGB(2, 0, 0xFF102030);
    for (Image read : new Image[] {Images.of(image), Images.read(png(image))}) {
      assertThat(read.rgb()).containsExactly(255, 255, 255, 127, 127, 127, 0x10, 0x20, 0x30);
    }
    Image webp = Images.read(RESOURCES.resolve("alpha.webp"));
    assertThat(webp.value(0, 40, 1)).isEqualTo(255); // wholly transparent
    int alpha = 160;
    assertThat(webp.value(40, 30, 1)).isEqualTo((150 * alpha + 255 * (255 - alpha) + 127) / 255);
  }

  @Test
  void palettesAreLookedUp() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    image.setRGB(0, 0, 0xFFFF0000);
    image.setRGB(1, 0, 0xFF3399CC);
    assertThat(Images.read(png(image)).rgb()).containsExactly(255, 0, 0, 0x33, 0x99, 0xCC);
  }

  @Test
  void adobesInvertedCmykHasItsColours() {
    Image read = Images.read(RESOURCES.resolve("cmyk-adobe.jpg"));
    assertThat(read.value(5, 5, 0)).isGreaterThan(245);
    assertThat(read.value(5, 5, 1)).isBetween(20, 40);
    assertThat(read.value(50, 30, 0)).isBetween(192, 208);
    assertThat(read.value(50, 30, 1)).isBetween(142, 158);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0", "2, 1, 0", "3, 1, 1", "4, 0, 1", "5, 0, 0", "6, 1, 0", "7, 1, 1", "8, 0, 1"
  })
  void exifOrientationsAreUpright(int orientation, int right, int below) throws IOException {
    Image stored = image(64, 32, 0);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(stored.image(), "jpg", plain);
    Path file = folder.resolve("phone.jpg");
    Files.write(file, withOrientation(plain.toByteArray(), orientation));
    Image seen = Images.read(file);
    boolean turned = orientation >= 5;
    assertThat(seen.width()).isEqualTo(turned ? 32 : 64);
    assertThat(seen.height()).isEqualTo(turned ? 64 : 32);
    // The stored image is brightest at its upper left, red falls to the right, green downwards.
    int x = right * (seen.width() - 1);
    int y = below * (seen.height() - 1);
    assertThat(seen.value(x, y, 0)).isGreaterThan(215);
    assertThat(seen.value(x, y, 1)).isGreaterThan(215);
    int across = turned ? 1 : 0;
    assertThat(seen.value(seen.width() - 1 - x, y, across)).isLessThan(50);
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    byte[] tiff = {
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    out.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (8 + tiff.length)});
    out.write("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    out.write(tiff);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  @Test
  void aImageOfAbsurdSizeIsRefusedAtOnce() throws IOException {
    Path file = folder.resolve("bomb.png");
    Files.write(file, MediaSamples.pngHeader(100_000, 90_000));
    assertRefused(
        file,
        " says that its image is 100000x90000 pixels; at most 100000000 pixels are read. Make it"
            + " smaller, or raise MediaLimits.pixels (--max-pixels).");
  }

  @Test
  void whatIsNoImageIsRefused() throws IOException {
    assertRefused(folder.resolve("none.png"), "There is no file ");
    assertRefused(
        folder, " is a folder; expected an image (JPEG, PNG, GIF, BMP, TIFF, WebP, AVIF or HEIC).");
    assertRefused(Files.write(folder.resolve("empty.jpg"), new byte[0]), " is empty; expected");
    Path text = Files.writeString(folder.resolve("text.png"), "a text\n".repeat(100));
    assertRefused(text, "found text.");
    Path film = MediaSamples.GOLDEN.resolve("decode-mp4-h264-aac/media.mp4");
    assertRefused(film, "found MPEG-4 Part 14 (MP4).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void damagedImagesAreRefusedOrShown(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image(200, 150, 0).image(), format, out);
    byte[] whole = out.toByteArray();
    for (double share : new double[] {0.3, 0.7}) {
      Path cut = folder.resolve("cut");
      Files.write(cut, Arrays.copyOf(whole, (int) (whole.length * share)));
      assertRefused(cut, "It is damaged or cut short");
    }
    Random random = new Random(3);
    for (int round = 0; round < 60; round++) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(10); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("damaged"), damaged);
      try {
        Images.read(file);
      } catch (MediaException e) {
        assertThat(e.getMessage()).contains(file.toString());
      }
    }
  }

  private Path png(BufferedImage image) throws IOException {
    Path file = folder.resolve("image.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static void assertRefused(Path file, String message) {
    ProcessorTime time = ProcessorTime.start();
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
    assertThat(time.passed()).isLessThan(Duration.ofSeconds(2));
  }
}
