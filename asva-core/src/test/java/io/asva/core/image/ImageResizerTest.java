package io.asva.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageResizerTest {
  @ParameterizedTest
  @CsvSource({
    "BILINEAR,37,53,16,70",
    "BILINEAR,5,4,64,64",
    "BICUBIC,37,53,16,70",
    "BICUBIC,90,31,29,29",
    "BICUBIC,1,1,7,7",
    "BILINEAR,300,2,1,1"
  })
  void equalsTheSumOverAllPixels(ResizeFilter filter, int h, int w, int newHeight, int newWidth) {
    FloatTensor image = noise(2, h, w);
    FloatTensor actual = ImageResizer.resize(image, newHeight, newWidth, filter);
    assertThat(actual.shape().dims()).containsExactly(2, newHeight, newWidth);
    for (int i = 0; i < actual.values().length; i++) {
      int plane = i / newWidth / newHeight;
      double expected =
          naive(image, plane, i / newWidth % newHeight, i % newWidth, newHeight, newWidth, filter);
      assertThat((double) actual.values()[i]).isCloseTo(expected, within(2e-5));
    }
  }

  private static double naive(
      FloatTensor image, int plane, int y, int x, int newHeight, int newWidth, ResizeFilter f) {
    int height = image.shape().dim(1);
    int width = image.shape().dim(2);
    double sum = 0;
    double total = 0;
    for (int v = 0; v < height; v++) {
      double a = share(f, v, y, (double) height / newHeight);
      for (int u = 0; u < width && a != 0; u++) {
        double weight = a * share(f, u, x, (double) width / newWidth);
        sum += weight * image.values()[(plane * height + v) * width + u];
        total += weight;
      }
    }
    return sum / total;
  }

  private static double share(ResizeFilter filter, int in, int out, double scale) {
    return filter.at((float) ((in + 0.5 - (out + 0.5) * scale) / Math.max(1, scale)));
  }

  /**
   * The output of torch 2.8 for one bright pixel among five: {@code interpolate(antialias=True)}.
   */
  @Test
  void bicubicSharesAreRoundedAsPyTorchRoundsThem() {
    FloatTensor impulse = FloatTensor.of(new float[] {0, 0, 1, 0, 0}, 1, 5);
    assertThat(ImageResizer.resize(impulse, 1, 7, ResizeFilter.BICUBIC).values())
        .containsExactly(0, -0.066481896f, 0.2711371f, 1f, 0.27113688f, -0.0664819f, 0);
  }

  @Test
  void theSameSizeIsTheSameImage() {
    FloatTensor image = noise(3, 8, 9);
    assertThat(ImageResizer.resize(image, 8, 9, ResizeFilter.BICUBIC)).isSameAs(image);
  }

  @ParameterizedTest
  @CsvSource({"31,47,224,224", "31,47,16,70", "47,31,47,31", "5,300,8,8"})
  void bytesAreResizedToTheBitsOfTheirNumbers(int h, int w, int newHeight, int newWidth) {
    byte[] values = new byte[2 * h * w * 3];
    new java.util.Random(5).nextBytes(values);
    ByteTensor pixels = ByteTensor.of(values, 2, h, w, 3);
    FloatTensor planes = Pixels.toPlanes(pixels);
    for (ResizeFilter filter : ResizeFilter.values()) {
      FloatTensor resized = ImageResizer.resize(pixels, newHeight, newWidth, filter);
      FloatTensor expected = ImageResizer.resize(planes, newHeight, newWidth, filter);
      assertThat(resized.shape()).isEqualTo(expected.shape());
      assertThat(resized.values()).isEqualTo(expected.values());
    }
    assertThat(ImageFit.fit(pixels, newHeight, newWidth).values())
        .isEqualTo(ImageFit.fit(planes, newHeight, newWidth).values());
    for (FramePreset preset : FramePreset.values()) {
      assertThat(preset.apply(pixels).values()).isEqualTo(preset.apply(planes).values());
    }
  }

  @Test
  void aFlatColourStaysFlat() {
    float[] values = new float[3 * 50 * 40];
    java.util.Arrays.fill(values, 0.25f);
    FloatTensor result =
        ImageResizer.resize(FloatTensor.of(values, 3, 50, 40), 224, 17, ResizeFilter.BICUBIC);
    for (float value : result.values()) {
      assertThat(value).isCloseTo(0.25f, within(1e-6f));
    }
  }

  @Test
  void bytesComeBackFromNumbers() {
    byte[] all = new byte[256 * 3];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i * 7);
    }
    ByteTensor bytes = ByteTensor.of(all, 16, 16, 3);
    FloatTensor planes = Pixels.toPlanes(bytes);
    assertThat(planes.shape().dims()).containsExactly(3, 16, 16);
    for (int i = 0; i < 256; i++) {
      assertThat(planes.values()[512 + i]).isEqualTo((all[3 * i + 2] & 0xFF) / 255f);
    }
    // Truncation may lose one where x/255*255 falls short; never more, and never wraps.
    byte[] back = Pixels.toBytes(planes).values();
    for (int i = 0; i < back.length; i++) {
      assertThat((all[i] & 0xFF) - (back[i] & 0xFF)).isBetween(0, 1);
    }
  }

  @Test
  void numbersOutsideAreClampedWhenTheyBecomeBytes() {
    FloatTensor planes = FloatTensor.of(new float[] {-0.5f, 1.5f, Float.NaN, 0.999f}, 1, 2, 2);
    assertThat(Pixels.toBytes(planes).values()).containsExactly(0, (byte) 255, 0, (byte) 254);
  }

  @Test
  void refusesSizesThatAreNone() {
    FloatTensor image = noise(1, 4, 4);
    assertThatThrownBy(() -> ImageResizer.resize(image, 0, 4, ResizeFilter.BILINEAR))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("0x4");
    assertThatThrownBy(() -> ImageResizer.resize(image, 1 << 20, 1 << 20, ResizeFilter.BILINEAR))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("1x1048576x1048576")
        .hasMessageContaining("choose less");
    assertThatThrownBy(() -> ImageFit.fit(image, 4, -1))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("4x-1");
  }

  @Test
  void refusesAnImageOfWhichNothingWouldBeLeft() {
    assertThatThrownBy(() -> ImageFit.fit(noise(3, 1, 500), 64, 32))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("1x500")
        .hasMessageContaining("too narrow");
  }

  @Test
  void refusesFramesWithoutThreeColours() {
    assertThatThrownBy(() -> FramePreset.CLIP.apply(noise(4, 8, 8)))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("4x8x8");
  }

  private static FloatTensor noise(int planes, int height, int width) {
    float[] values = new float[planes * height * width];
    Random random = new Random(height * 31 + width);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return FloatTensor.of(values, planes, height, width);
  }
}
