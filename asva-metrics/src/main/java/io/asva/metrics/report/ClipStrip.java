package io.asva.metrics.report;

import io.asva.core.AsvaException;
import io.asva.core.image.ImageFit;
import io.asva.core.image.Pixels;
import io.asva.core.tensor.ByteTensor;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.Image;
import io.asva.media.MediaFile;
import io.asva.metrics.evaluation.EvaluationSettings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A few frames of a clip side by side, as a JPEG in a data URI.
 *
 * @param uri of the image
 * @param width in pixels
 * @param height in pixels
 */
record ClipStrip(String uri, int width, int height) {
  private static final int TILES = 6;
  private static final int TILE_HEIGHT = 96;
  private static final int GAP = 3;
  private static final Color GREY = new Color(128, 128, 128);
  private static final float QUALITY = 0.8f;

  /** The strip of a clip; nothing if it can't be read any more. */
  static Optional<ClipStrip> of(Path file, double start, EvaluationSettings settings) {
    try {
      ClipReader reader =
          new ClipReader(
              MediaFile.open(file, settings.limits()), settings.sampling(), settings.protocol());
      return Optional.of(of(reader.frames(start, WhenShort.REPEAT_LAST), settings));
    } catch (AsvaException e) {
      return Optional.empty(); // it was evaluated, so it was removed since; the figures stand
    }
  }

  /** The strip of the middle clip of a file. */
  static Optional<ClipStrip> ofCentre(Path file, EvaluationSettings settings) {
    try {
      double seconds = MediaFile.open(file, settings.limits()).seconds(settings.protocol());
      return of(file, settings.sampling().uniformStarts(seconds, 1)[0], settings);
    } catch (AsvaException e) {
      return Optional.empty();
    }
  }

  private static ClipStrip of(List<Image> frames, EvaluationSettings settings) {
    int tiles = Math.min(TILES, frames.size());
    double shape = Math.min(4, (double) settings.width() / settings.height());
    int tileWidth = Math.max(1, (int) Math.round(TILE_HEIGHT * shape));
    BufferedImage strip =
        new BufferedImage(tiles * (tileWidth + GAP) - GAP, TILE_HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = strip.createGraphics();
    try {
      graphics.setColor(GREY);
      graphics.fillRect(0, 0, strip.getWidth(), strip.getHeight());
      for (int i = 0; i < tiles; i++) {
        int frame = (int) Math.round(i * (frames.size() - 1.0) / Math.max(1, tiles - 1));
        Image tile = fitted(frames.get(frame), tileWidth);
        graphics.drawImage(tile.image(), i * (tileWidth + GAP), 0, null);
      }
    } finally {
      graphics.dispose();
    }
    String data = Base64.getEncoder().encodeToString(jpeg(strip));
    return new ClipStrip("data:image/jpeg;base64," + data, strip.getWidth(), strip.getHeight());
  }

  private static Image fitted(Image image, int width) {
    ByteTensor pixels = Pixels.toBytes(ImageFit.fit(image.tensor(), TILE_HEIGHT, width));
    return new Image(width, TILE_HEIGHT, pixels.values());
  }

  private static byte[] jpeg(BufferedImage image) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    if (!writers.hasNext()) {
      throw new IllegalStateException("this Java has no JPEG writer");
    }
    ImageWriter writer = writers.next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), quality);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
