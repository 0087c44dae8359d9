package io.asva.examples.drawn;

import io.asva.core.files.IfExists;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Images;
import io.asva.media.Video;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/**
 * A video and its sound in one image: the frames in a row, and below each the part of the waveform
 * that is heard from it to the next.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class MotionSheet {
  private static final int GAP = 2;
  private static final Color GROUND = new Color(0xFBFBF8);
  private static final Color WAVE = new Color(0x2B6CB0);
  private static final Color GRID = new Color(0xD8DCE2);
  private static final double WAVE_SHARE = 0.45;

  private final Video video;
  private final Audio audio;

  private MotionSheet(Video video, Audio audio) {
    this.video = video;
    this.audio = audio;
  }

  /** The sheet of a video and of the sound that begins with it; other channels are left out. */
  public static MotionSheet of(Video video, Audio audio) {
    return new MotionSheet(video, audio);
  }

  /**
   * Writes it as PNG.
   *
   * @throws io.asva.media.MediaException if the file can't be written, or exists and is kept
   */
  public void png(Path file, IfExists ifExists) {
    Images.writePng(image(), file, ifExists);
  }

  /** The sheet. */
  public Image image() {
    int step = video.width() + GAP;
    int wave = (int) Math.round(WAVE_SHARE * video.height());
    int width = step * video.frames().size() + GAP;
    int height = video.height() + wave + 3 * GAP;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(GROUND);
    g.fillRect(0, 0, width, height);
    int top = video.height() + 2 * GAP;
    for (int i = 0; i < video.frames().size(); i++) {
      int left = GAP + i * step;
      g.drawImage(video.frames().get(i).image(), left, GAP, null);
      g.setColor(GRID);
      g.fillRect(left - 1, top, 1, wave);
    }
    g.setColor(WAVE);
    g.fill(wave(step * video.frames().size(), top, wave));
    g.dispose();
    return Images.of(image);
  }

  private Path2D wave(int width, int top, int height) {
    float[] samples = audio.samples()[0];
    double perColumn = video.seconds() * audio.rate() / width;
    double middle = top + height / 2.0;
    double loudest = Math.max(1e-3, range(samples, 0, samples.length));
    Path2D path = new Path2D.Double();
    path.moveTo(GAP, middle);
    double[] heights = new double[width];
    for (int x = 0; x < width; x++) {
      double range = range(samples, (int) (x * perColumn), (int) ((x + 1) * perColumn));
      heights[x] = Math.max(0.5, range / loudest * (height / 2.0 - 1));
      path.lineTo(GAP + x, middle - heights[x]);
    }
    for (int x = width - 1; x >= 0; x--) {
      path.lineTo(GAP + x, middle + heights[x]);
    }
    path.closePath();
    return path;
  }

  private static double range(float[] samples, int from, int to) {
    double largest = 0;
    for (int i = from; i < Math.min(to, samples.length); i++) {
      largest = Math.max(largest, Math.abs(samples[i]));
    }
    return largest;
  }
}
