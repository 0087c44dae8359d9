package io.asva.examples.demo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** The demo's picture and sound: how they were made, and where they are. */
public final class DemoMaterial {
  /** File name of the picture. */
  public static final String PICTURE = "bell.png";

  /** File name of the sound. */
  public static final String SOUND = "bell.wav";

  private DemoMaterial() {}

  /** Draws the picture and synthesises the sound anew, into the folder given. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    ImageIO.write(DemoScene.draw(), "png", folder.resolve(PICTURE).toFile());
    Files.write(folder.resolve(SOUND), wav(DemoSound.samples()));
  }

  /** Copies the picture or the sound out of the jar, to a folder. */
  static Path copy(String name, Path folder) {
    Path target = folder.resolve(name);
    try (InputStream in = requireNonNull(DemoMaterial.class.getResourceAsStream(name))) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Samples as a wav file of one channel of 16 bits. */
  static byte[] wav(float[] samples) {
    int bytes = 2 * samples.length;
    ByteBuffer file = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1); // PCM, one channel
    file.putInt(DemoSound.RATE).putInt(2 * DemoSound.RATE); // samples and bytes a second
    file.putShort((short) 2).putShort((short) 16); // bytes a sample, bits
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    for (float sample : samples) {
      file.putShort((short) Math.round(sample * Short.MAX_VALUE));
    }
    return file.array();
  }
}
