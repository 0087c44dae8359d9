package io.asva.media.internal;

import io.asva.media.Image;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadProgressListener;

/** Reads the formats that Java's ImageIO knows, giving it only what makes the image. */
final class ImageIoDecoder {
  private static final Pattern CUT_SHORT =
      Pattern.compile("premature|truncated", Pattern.CASE_INSENSITIVE);

  // LZW says up to 4,096 pixels in 12 bits, deflate 1,032 bytes in one, CCITT a line in one bit.
  private static final long DENSEST = 1 << 16;

  private final ImageInput input;
  private final ImageKind kind;

  private ImageIoDecoder(ImageInput input, ImageKind kind) {
    this.input = input;
    this.kind = kind;
  }

  /** Reads an image, upright. */
  static Image read(ImageInput input, ImageKind kind) throws IOException {
    try (PartStream in = PartStream.open(input)) {
      return new ImageIoDecoder(input, kind).read(in);
    }
  }

  private Image read(PartStream in) throws IOException {
    return switch (kind) {
      case JPEG -> {
        JpegHeader header = JpegHeader.read(in, input);
        in.keep(header.parts(), JpegHeader.END_MARKER);
        Image stored = decode(in, reader -> JpegPixels.of(reader.readRaster(0, null), header));
        yield header.orientation().apply(stored);
      }
      case PNG -> {
        PngHeader header = PngHeader.read(in);
        in.keep(header.parts());
        yield header.orientation().apply(decode(in, ImageIoDecoder::pixels));
      }
      case GIF -> {
        GifHeader header = GifHeader.read(in);
        input.checkSize(header.width(), header.height());
        Image frame = decode(in, ImageIoDecoder::pixels);
        yield Canvas.lay(
            frame,
            header.left(),
            header.top(),
            header.width(),
            header.height(),
            header.background());
      }
      case TIFF -> {
        TiffHeader header = TiffHeader.read(in);
        Image stored = decode(in, reader -> ImagePixels.taken(header.image(reader.read(0))));
        yield header.orientation().apply(stored);
      }
      default -> decode(in, ImageIoDecoder::pixels);
    };
  }

  private static Image pixels(ImageReader reader) throws IOException {
    return ImagePixels.taken(reader.read(0));
  }

  private interface Decoding {
    Image of(ImageReader reader) throws IOException;
  }

  private Image decode(PartStream in, Decoding decoding) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
    if (!readers.hasNext()) {
      throw input.damaged("This Java has no reader for it; save it as PNG.");
    }
    ImageReader reader = readers.next();
    try {
      in.seek(0);
      reader.setInput(in, false, kind != ImageKind.PNG);
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.addIIOReadProgressListener(new Stop(input, kind));
      input.checkSize(reader.getWidth(0), reader.getHeight(0));
      checkMemory(in.length(), reader);
      Image image = decoding.of(reader);
      input.checkpoint();
      for (String warning : warnings) {
        if (CUT_SHORT.matcher(warning).find()) {
          throw new IOException(warning);
        }
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  /** Throws where the pixels would take absurdly more memory than the file has bytes. */
  private void checkMemory(long bytes, ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    int bits = types.hasNext() ? types.next().getColorModel().getPixelSize() : Integer.SIZE;
    if (pixels * bits / Byte.SIZE > input.limits().pixels() * Integer.BYTES) {
      throw input.damaged(
          "Its pixels of "
              + bits
              + " bits are too large for its size; save it with 8 bits a colour.");
    }
    if (pixels / DENSEST > bytes) {
      throw new IOException("it has only " + bytes + " bytes for " + pixels + " pixels");
    }
  }

  /** Ends a reader's work where the reading is to stop. */
  private record Stop(ImageInput input, ImageKind kind) implements IIOReadProgressListener {
    @Override
    public void imageProgress(ImageReader source, float percentage) {
      if (kind != ImageKind.JPEG) {
        input.checkpoint();
      } else if (input.isStopped()) {
        source.abort(); // an exception would have to pass through native code
      }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentage) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
  }
}
