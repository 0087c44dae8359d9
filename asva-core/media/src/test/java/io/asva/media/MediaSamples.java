package io.asva.media;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Images, audio clips and files that the tests of media share. */
final class MediaSamples {
  static final Path GOLDEN = Path.of("src/test/resources/golden");

  private MediaSamples() {}

  /** Smooth colours, bright at the upper left. */
  static Image image(int width, int height, int shift) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgb[at++] = (byte) (230 - 200 * x / width);
        rgb[at++] = (byte) (230 - 200 * y / height);
        rgb[at++] = (byte) (60 + (x + 4 * shift) % 64);
      }
    }
    return new Image(width, height, rgb);
  }

  static Image white(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    java.util.Arrays.fill(rgb, (byte) 255);
    return new Image(width, height, rgb);
  }

  static Video video(int width, int height, int frames, double fps, int flash) {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      images.add(i == flash ? white(width, height) : image(width, height, i));
    }
    return new Video(images, fps);
  }

  /** Quiet tones, one for each channel, with a click at a time. */
  static Audio audio(int rate, int channels, double seconds, double click) {
    float[][] samples = new float[channels][(int) (rate * seconds)];
    int at = (int) Math.round(click * rate);
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < samples[c].length; i++) {
        samples[c][i] = (float) (0.02 * Math.sin(2 * Math.PI * 220 * (c + 1) * i / rate));
      }
      for (int i = at; i >= 0 && i < Math.min(at + rate / 1000, samples[c].length); i++) {
        samples[c][i] = 0.9f;
      }
    }
    return new Audio(rate, samples);
  }

  static double meanError(Image a, Image b) {
    double sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
    }
    return sum / a.rgb().length;
  }

  /** A PNG that says it has a size and holds no pixels. */
  static byte[] pngHeader(int width, int height) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeLong(0x89504E470D0A1A0AL);
      ByteArrayOutputStream chunk = new ByteArrayOutputStream();
      DataOutputStream header = new DataOutputStream(chunk);
      header.write("IHDR".getBytes(StandardCharsets.US_ASCII));
      header.writeInt(width);
      header.writeInt(height);
      header.write(new byte[] {8, 2, 0, 0, 0});
      CRC32 crc = new CRC32();
      crc.update(chunk.toByteArray());
      out.writeInt(13);
      out.write(chunk.toByteArray());
      out.writeInt((int) crc.getValue());
      out.writeInt(0);
      out.write("IDAT".getBytes(StandardCharsets.US_ASCII));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
