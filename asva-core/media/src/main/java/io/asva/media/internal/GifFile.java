package io.asva.media.internal;

import io.asva.media.Image;
import io.asva.media.Video;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Node;

/** Writes animated gifs. */
public final class GifFile {
  private static final int CENTISECONDS = 100;

  private GifFile() {}

  /** Writes a video as a gif that plays for ever. */
  public static void write(Path file, Video video) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      if (out == null) {
        throw new IOException("the file can't be created");
      }
      writer.setOutput(out);
      List<Image> frames = video.frames();
      GifPalette palette = GifPalette.of(frames);
      IIOMetadata stream = writer.getDefaultStreamMetadata((ImageWriteParam) null);
      describe(stream, palette.model());
      writer.prepareWriteSequence(stream);
      for (int i = 0; i < frames.size(); i++) {
        BufferedImage image = palette.quantize(frames.get(i));
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(image), (ImageWriteParam) null);
        long begin = Math.round(i * CENTISECONDS / video.fps());
        long end = Math.round((i + 1) * CENTISECONDS / video.fps());
        describe(metadata, Math.max(1, end - begin), i == 0);
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static void describe(IIOMetadata metadata, IndexColorModel model) throws IOException {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode table = new IIOMetadataNode("GlobalColorTable");
    table.setAttribute("sizeOfGlobalColorTable", Integer.toString(model.getMapSize()));
    table.setAttribute("backgroundColorIndex", "0");
    table.setAttribute("sortFlag", "FALSE");
    for (int i = 0; i < model.getMapSize(); i++) {
      IIOMetadataNode entry = new IIOMetadataNode("ColorTableEntry");
      entry.setAttribute("index", Integer.toString(i));
      entry.setAttribute("red", Integer.toString(model.getRed(i)));
      entry.setAttribute("green", Integer.toString(model.getGreen(i)));
      entry.setAttribute("blue", Integer.toString(model.getBlue(i)));
      table.appendChild(entry);
    }
    replace(root, table);
    metadata.setFromTree(format, root);
  }

  private static void replace(IIOMetadataNode root, IIOMetadataNode node) {
    Node old = root.getElementsByTagName(node.getNodeName()).item(0);
    if (old == null) {
      root.appendChild(node);
    } else {
      root.replaceChild(node, old);
    }
  }

  private static void describe(IIOMetadata metadata, long delay, boolean first) throws IOException {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Long.toString(delay));
    control.setAttribute("transparentColorIndex", "0");
    replace(root, control);
    Node local = root.getElementsByTagName("LocalColorTable").item(0);
    if (local != null) {
      root.removeChild(local); // all frames share the palette of the stream
    }
    if (first) {
      IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(new byte[] {1, 0, 0}); // repeated without end
      IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
      extensions.appendChild(loop);
      root.appendChild(extensions);
    }
    metadata.setFromTree(format, root);
  }
}
