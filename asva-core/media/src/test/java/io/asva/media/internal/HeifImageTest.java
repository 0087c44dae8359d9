package io.asva.media.internal;

import static io.asva.media.internal.HeifWriter.bytes;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.media.Image;
import io.asva.media.Images;
import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AVIF and HEIC files that are put together from a coded image of 96x64. */
class HeifImageTest {
  private static final Path CODED = Path.of("src/test/resources/media/a.heic");
  private static final byte[] ALPHA = "\0\0\0\0urn:mpeg:hevc:2015:auxid:1\0".getBytes(US_ASCII);

  private final Path folder;
  private final HeifWriter writer = new HeifWriter();
  private Image coded;

  HeifImageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void decode() {
    coded = Images.read(CODED);
  }

  private Image read(int primary) throws Exception {
    return Images.read(Files.write(folder.resolve("x.heic"), writer.file(primary)));
  }

  private void assertRefused(int primary, String message) {
    assertThatThrownBy(() -> read(primary))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("x.heic")
        .hasMessageContaining(message);
  }

  private static byte[] grid(int rows, int columns, int width, int height) {
    return bytes(
        (byte) 0, (byte) 0, (byte) (rows - 1), (byte) (columns - 1), (short) width, (short) height);
  }

  private static int pixel(Image image, int x, int y) {
    byte[] rgb = image.rgb();
    int at = 3 * (y * image.width() + x);
    return ((rgb[at] & 0xFF) << 16) | ((rgb[at + 1] & 0xFF) << 8) | (rgb[at + 2] & 0xFF);
  }

  /** A phone's layout: hidden tiles, a thumbnail, EXIF that asks for a turn, the turn itself. */
  @Test
  void tilesOfAPhoneArePutTogetherAndTurned() throws Exception {
    int turn = writer.property("irot", (byte) 3);
    for (int id = 1; id <= 4; id++) {
      writer.image(id, CODED);
    }
    writer
        .item(5, "grid", grid(2, 2, 150, 100), turn)
        .refer("dimg", 5, 1, 2, 3, 4)
        .image(6, CODED)
        .refer("thmb", 6, 5)
        .item(7, "Exif", new byte[20])
        .refer("cdsc", 7, 5);
    Image image = read(5);
    assertThat(image.width()).isEqualTo(100);
    assertThat(image.height()).isEqualTo(150);
    for (int y = 0; y < 150; y++) {
      for (int x = 0; x < 100; x++) { // a quarter with the clock
        int column = y;
        int row = 99 - x;
        assertThat(pixel(image, x, y)).isEqualTo(pixel(coded, column % 96, row % 64));
      }
    }
  }

  @Test
  void imagesAreLaidOverACanvas() throws Exception {
    byte[] recipe =
        bytes(
            (byte) 0,
            (byte) 0,
            (short) 0x8000,
            (short) 0,
            (short) 0,
            (short) 0xFFFF,
            (short) 120,
            (short) 80,
            (short) -10,
            (short) 20);
    writer.image(1, CODED).item(2, "iovl", recipe).refer("dimg", 2, 1);
    Image image = read(2);
    assertThat(image.width()).isEqualTo(120);
    assertThat(image.height()).isEqualTo(80);
    assertThat(pixel(image, 0, 19)).isEqualTo(0x800000);
    assertThat(pixel(image, 0, 20)).isEqualTo(pixel(coded, 10, 0));
    assertThat(pixel(image, 85, 79)).isEqualTo(pixel(coded, 95, 59));
    assertThat(pixel(image, 86, 79)).isEqualTo(0x800000);
  }

  @Test
  void aCopyIsTurnedAfterWhatItIsACopyOf() throws Exception {
    int turn = writer.property("irot", (byte) 1);
    int mirror = writer.property("imir", (byte) 1);
    writer.image(1, CODED, turn).item(2, "iden", new byte[0], mirror).refer("dimg", 2, 1);
    Image image = read(2);
    assertThat(image.width()).isEqualTo(64);
    assertThat(pixel(image, 0, 0)).isEqualTo(pixel(coded, 95, 63));
    assertThat(pixel(image, 63, 0)).isEqualTo(pixel(coded, 95, 0));
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0, 0", "3, 0, 95, 63"})
  void turnsAndMirrorsApplyInTheirOrder(int turn, int axis, int left, int top) throws Exception {
    int turned = writer.property("irot", (byte) turn);
    int mirrored = writer.property("imir", (byte) axis);
    writer.image(1, CODED, turned, mirrored).image(2, CODED, mirrored, turned);
    Image turnedFirst = read(1);
    assertThat(pixel(turnedFirst, 0, 0)).isEqualTo(pixel(coded, left, top));
    Image mirroredFirst = read(2);
    assertThat(pixel(mirroredFirst, 0, 0)).isEqualTo(pixel(coded, 95 - left, 63 - top));
  }

  @Test
  void thePartThatIsAskedForIsCutOutBeforeItIsTurned() throws Exception {
    // 40x20 pixels, whose middle is 8 right of and 2 above the whole image's.
    int part = writer.property("clap", bytes(80, 2, 20, 1, 8, 1, -4, 2));
    int turn = writer.property("irot", (byte) 2);
    writer.image(1, CODED, part, turn);
    Image image = read(1);
    assertThat(image.width()).isEqualTo(40);
    assertThat(image.height()).isEqualTo(20);
    assertThat(pixel(image, 39, 19)).isEqualTo(pixel(coded, 28 + 8, 22 - 2));
  }

  @ParameterizedTest
  @CsvSource({"200, 1", "40, 0", "-40, 1", "0, 1"})
  void aPartThatMakesNoSenseIsTheWhole(int width, int under) throws Exception {
    int part = writer.property("clap", bytes(width, under, 20, 1, 0, 1, 0, 1));
    writer.image(1, CODED, part);
    assertThat(read(1).rgb()).isEqualTo(coded.rgb());
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void transparencyLiesOverWhite(boolean multiplied) throws Exception {
    int alpha = writer.property("auxC", ALPHA);
    int turn = writer.property("irot", (byte) 2);
    writer.image(1, CODED, turn).image(2, CODED, alpha, turn).refer("auxl", 2, 1);
    if (multiplied) {
      writer.refer("prem", 1, 2);
    }
    Image image = read(1);
    for (int x = 0; x < 96; x++) {
      int stored = pixel(coded, 95 - x, 63 - 20);
      int share = stored >> 16; // of red, which is the grey of nothing but this test's alpha
      for (int shift = 16; shift >= 0; shift -= 8) {
        int value = stored >> shift & 0xFF;
        int expected =
            multiplied
                ? Math.min(255, value + 255 - share)
                : Math.round((value * share + 255 * (255 - share)) / 255f);
        assertThat(pixel(image, x, 20) >> shift & 0xFF).isCloseTo(expected, within(1));
      }
    }
  }

  @Test
  void smallerTransparencyIsStretched() throws Exception {
    int alpha = writer.property("auxC", ALPHA);
    int half = writer.property("ispe", bytes(0, 48, 32));
    writer
        .image(1, CODED)
        .image(2, CODED)
        .item(3, "iovl", overlay(48, 32), alpha, half)
        .refer("dimg", 3, 2)
        .refer("auxl", 3, 1);
    Image image = read(1);
    int share = pixel(coded, 47, 31) >> 16;
    int red = pixel(coded, 95, 63) >> 16;
    assertThat(pixel(image, 95, 63) >> 16)
        .isCloseTo(Math.round((red * share + 255 * (255 - share)) / 255f), within(1));
  }

  private static byte[] overlay(int width, int height) {
    short zero = 0;
    return bytes(zero, zero, zero, zero, zero, (short) width, (short) height, zero, zero);
  }

  @Test
  void otherAuxiliaryImagesAreNoTransparency() throws Exception {
    int depth = writer.property("auxC", "\0\0\0\0urn:mpeg:hevc:2015:auxid:2\0".getBytes(US_ASCII));
    writer.image(1, CODED).image(2, CODED, depth).refer("auxl", 2, 1);
    assertThat(read(1).rgb()).isEqualTo(coded.rgb());
  }

  @Test
  void tilesThatAreMissingAreNamed() throws Exception {
    writer.image(1, CODED).item(2, "grid", grid(1, 2, 192, 64)).refer("dimg", 2, 1);
    assertRefused(2, "It has 1 tiles, but its image consists of 1 rows of 2");
    writer.refer("dimg", 2, 9);
    assertRefused(2, "its item 2 is made of item 9, which isn't there");
  }

  @Test
  void imagesMadeOfThemselvesAreRefused() throws Exception {
    writer.item(1, "iden", new byte[0]).refer("dimg", 1, 1);
    assertRefused(1, "Its image is made of itself");
  }

  @Test
  void kindsThatAreNotReadAreNamed() throws Exception {
    writer.item(1, "vvc1", new byte[9]);
    assertRefused(1, "of the kind vvc1, which isn't read");
  }

  /** FFmpeg's own reader follows a null pointer here. */
  @Test
  void imagesWithoutBytesAreRefused() throws Exception {
    writer.item(1, "hvc1", new byte[0]);
    assertRefused(1, "The bytes of its image are not in it");
    byte[] whole = new HeifWriter().image(1, CODED).file(1);
    Path cut = Files.write(folder.resolve("y.heic"), Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> Images.read(cut))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("The bytes of its image are not in it");
  }

  @Test
  void sizesAreCheckedBeforeMemoryIsTaken() throws Exception {
    writer.image(1, CODED).item(2, "grid", grid(1, 1, 60000, 60000)).refer("dimg", 2, 1);
    assertRefused(2, "60000x60000");
    writer.item(3, "grid", grid(1, 1, 0, 10)).refer("dimg", 3, 1);
    assertRefused(3, "Its image has no pixels");
  }

  @Test
  void partsAreCountedWithAllTheirPixels() throws Exception {
    int[] tiles = new int[32];
    Arrays.fill(tiles, 1);
    writer.image(1, CODED).item(2, "iovl", overlays(32)).refer("dimg", 2, tiles);
    Path file = Files.write(folder.resolve("x.heic"), writer.file(2));
    assertThat(Images.read(file).width()).isEqualTo(96);
    MediaLimits few = MediaLimits.DEFAULT.withPixels(7 * 96 * 64);
    assertThatThrownBy(() -> Images.read(file, few))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("have more than 4 times the pixels that are read of an image");
  }

  private static byte[] overlays(int count) {
    byte[] one = overlay(96, 64);
    return Arrays.copyOf(one, one.length + 4 * (count - 1));
  }
}
