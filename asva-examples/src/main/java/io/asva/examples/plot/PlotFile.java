package io.asva.examples.plot;

import io.asva.core.AsvaException;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputFile;
import java.awt.AWTError;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Writes drawn plots. */
final class PlotFile {
  private PlotFile() {}

  /**
   * Draws into a png file, which is there whole or not at all.
   *
   * @throws AsvaException if it can't be drawn or written
   */
  static void writePng(Path file, IfExists ifExists, Supplier<BufferedImage> drawing) {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true"); // no window is needed
    }
    OutputFile.write(
        file, ifExists, temporary -> ImageIO.write(drawn(drawing), "png", temporary.toFile()));
  }

  private static BufferedImage drawn(Supplier<BufferedImage> drawing) {
    try {
      return drawing.get();
    } catch (LinkageError | InternalError | AWTError | NullPointerException e) {
      // Java throws this where it finds no font, or has no AWT.
      throw new AsvaException(
          "The plot can't be drawn, because this Java can't draw text: "
              + e
              + ". Install a font and fontconfig, or a Java that is not the headless edition.",
          e);
    }
  }
}
