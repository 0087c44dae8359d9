package io.asva.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.testing.ProcessorTime;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images as phones, browsers and editors write them, and such as are made to hurt. */
@Timeout(60)
class ImageFilesTest {
  private static final Path RESOURCES = Path.of("src/test/resources/media");

  private final Path folder;

  ImageFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"fill.jpg", "icc_dup.jpg"})
  void fillingAndBrokenProfilesDoNotMatter(String name) {
    assertThat(Images.read(RESOURCES.resolve(name)).rgb())
        .isEqualTo(Images.read(RESOURCES.resolve("base.jpg")).rgb());
  }

  @ParameterizedTest
  @CsvSource({"a.avif", "a.heic"})
  void imagesOfPhonesAreRead(String name) {
    Image image = Images.read(RESOURCES.resolve(name));
    assertThat(image.width()).isEqualTo(96);
    assertThat(image.height()).isEqualTo(64);
    assertColour(image, 10, 10, 255, 0, 0, 2);
    assertColour(image, 90, 60, 0, 0, 255, 3);
  }

  @Test
  void transparencyOfAvifLiesOverWhite() {
    Image image = Images.read(RESOURCES.resolve("alpha.avif"));
    assertThat(image.width()).isEqualTo(101);
    // Alpha rises from 0 at the upper left to 255 at the lower right, over (x, y, 3 x + 5 y).
    assertColour(image, 0, 0, 255, 255, 255, 2);
    assertColour(image, 100, 66, 252, 251, 121, 12);
  }

  /** Four fields, red and black above, purple and blue below; the second may be transparent. */
  @ParameterizedTest
  @CsvSource({"thumb.heic, 0", "alpha-thumb.heic, 255", "alpha-grid.avif, 255"})
  void imagesWithThumbnailsTilesAndTransparencyAreRead(String name, int second) {
    Image image = Images.read(RESOURCES.resolve(name));
    assertThat(image.width()).isEqualTo(128);
    assertThat(image.height()).isEqualTo(128);
    assertColour(image, 10, 10, 200, 0, 0, 2);
    assertColour(image, 118, 10, second, second, second, 2);
    assertColour(image, 10, 118, 200, 0, 150, 2);
    assertColour(image, 118, 118, 0, 0, 150, 2);
  }

  @Test
  void colourThatIsMultipliedByTransparencyAlreadyIsNotMultipliedAgain() {
    Image image = Images.read(RESOURCES.resolve("premultiplied.avif"));
    assertColour(image, 10, 57, 182, 255, 182, 3);
    assertColour(image, 50, 40, 188, 202, 193, 3);
  }

  @Test
  void anAnimatedWebpIsItsFirstFrame() {
    Image image = Images.read(RESOURCES.resolve("anim.webp"));
    assertThat(image.width()).isEqualTo(96);
    assertThat(image.height()).isEqualTo(64);
    assertColour(image, 10, 10, 255, 0, 0, 0);
    assertColour(image, 50, 30, 132, 119, 220, 0);
    assertColour(image, 95, 63, 0, 0, 255, 0);
  }

  @Test
  void aGifsFrameLiesOnItsCanvas() {
    Image image = Images.read(RESOURCES.resolve("sub.gif"));
    assertThat(image.width()).isEqualTo(96);
    assertThat(image.height()).isEqualTo(64);
    assertColour(image, 0, 0, 67, 120, 218, 0); // the background's colour
    assertColour(image, 95, 63, 67, 120, 218, 0);
    assertColour(image, 20, 20, 255, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.tif", "cmyk-jpeg.tif"})
  void cmykOfTiffIsMultipliedOut(String name) {
    Image image = Images.read(RESOURCES.resolve(name));
    assertColour(image, 10, 10, 25, 38, 80, 3);
    assertColour(image, 90, 50, 227, 190, 8, 3);
  }

  private static void assertColour(
      Image image, int x, int y, int red, int green, int blue, int slack) {
    assertThat(image.value(x, y, 0)).isCloseTo(red, within(slack));
    assertThat(image.value(x, y, 1)).isCloseTo(green, within(slack));
    assertThat(image.value(x, y, 2)).isCloseTo(blue, within(slack));
  }

  @Test
  void packedTextsInPngCostNothing() throws IOException {
    byte[] bomb = packedZeros(2000);
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_INDEXED}) {
      BufferedImage image = new BufferedImage(40, 30, type);
      image.setRGB(5, 6, 0xFF3399CC);
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      ImageIO.write(image, "png", plain);
      Path file = folder.resolve("bomb.png");
      Files.write(
          file,
          inserted(
              plain.toByteArray(),
              33, // after IHDR
              chunk("zTXt", "Raw profile type exif\0\0", bomb),
              chunk("iTXt", "XML:com.adobe.xmp\0\1\0\0\0", bomb),
              chunk("iCCP", "profile\0\0", bomb)));
      assertColour(Images.read(file), 5, 6, 0x33, 0x99, 0xCC, 0);
    }
  }

  /** Megabytes of zeros, packed: the second is repeated, since to pack all takes half a minute. */
  private static byte[] packedZeros(int megabytes) {
    Deflater deflater = new Deflater();
    ByteBuffer packed = ByteBuffer.allocate(megabytes << 11);
    packed.put(packedMegabyte(deflater));
    byte[] second = packedMegabyte(deflater);
    for (int i = 1; i < megabytes; i++) {
      packed.put(second);
    }
    deflater.end();
    packed.put(new byte[] {1, 0, 0, -1, -1}); // the last block, which is empty
    packed.putInt((int) (((long) megabytes << 20) % 65521) << 16 | 1); // Adler-32
    return Arrays.copyOf(packed.array(), packed.position());
  }

  private static byte[] packedMegabyte(Deflater deflater) {
    deflater.setInput(new byte[1 << 20]);
    byte[] packed = new byte[1 << 14];
    int size = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(packed, size);
  }

  private static byte[] chunk(String name, String begin, byte[] data) {
    byte[] head = begin.getBytes(ISO_8859_1);
    ByteBuffer chunk = ByteBuffer.allocate(12 + head.length + data.length);
    chunk.putInt(head.length + data.length).put(name.getBytes(ISO_8859_1)).put(head).put(data);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, chunk.position() - 4);
    return chunk.putInt((int) sum.getValue()).array();
  }

  private static byte[] inserted(byte[] file, int at, byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, at);
    for (byte[] part : parts) {
      out.write(part);
    }
    out.write(file, at, file.length - at);
    return out.toByteArray();
  }

  @Test
  void aThousandScansAreStoppedOrRefused() throws Exception {
    Path small = Files.write(folder.resolve("small.jpg"), scans(progressive(1200, 900), 1000));
    assertStops(small, Stop.CANCELLATION);
    assertStops(small, Stop.INTERRUPT);
    Path large = Files.write(folder.resolve("large.jpg"), scans(progressive(4000, 3000), 1000));
    assertThatThrownBy(() -> Images.read(large))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("scans, which would take minutes to decode; save it anew.");
  }

  private enum Stop {
    CANCELLATION,
    INTERRUPT
  }

  private static void assertStops(Path file, Stop stop) throws Exception {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread reading =
        new Thread(
            () -> {
              try {
                Images.read(file, MediaLimits.DEFAULT, cancellation);
                end.complete(new AssertionError("read to its end"));
              } catch (RuntimeException e) {
                end.complete(e);
              }
            });
    reading.start();
    Thread.sleep(100);
    ProcessorTime time = ProcessorTime.start();
    if (stop == Stop.CANCELLATION) {
      cancellation.cancel();
    } else {
      reading.interrupt();
    }
    assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
    assertThat(time.passed()).isLessThan(Duration.ofSeconds(2));
  }

  private static byte[] progressive(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (x >> 3) << 16 | (y >> 3) << 8 | ((x * y) & 0x3F));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The same with its last scan said so many times. */
  private static byte[] scans(byte[] jpeg, int times) throws IOException {
    int last = jpeg.length - 2;
    while ((jpeg[last] & 0xFF) != 0xFF || (jpeg[last + 1] & 0xFF) != 0xDA) {
      last--;
    }
    byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
    byte[][] all = new byte[times][];
    Arrays.fill(all, scan);
    return inserted(jpeg, jpeg.length - 2, all);
  }
}
