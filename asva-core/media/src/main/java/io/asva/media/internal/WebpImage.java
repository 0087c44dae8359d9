package io.asva.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.asva.media.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * Reads WebP with FFmpeg, which takes still images only: the first frame of an animation is given
 * to it as a still image.
 */
final class WebpImage {
  private static final long MOST = 256L << 20;
  private static final int EXTENDED = 18; // the chunk VP8X
  private static final int ALPHA = 0x10;

  private WebpImage() {}

  /** Reads an image, upright, transparency over white. */
  static Image read(ImageInput input) throws IOException {
    WebpHeader header;
    byte[] chunks;
    try (PartStream in = PartStream.open(input)) {
      header = WebpHeader.read(in);
      input.checkSize(header.canvas().width(), header.canvas().height());
      in.keep(header.parts());
      if (header.parts().isEmpty() || in.length() > MOST) {
        throw input.damaged(
            header.parts().isEmpty()
                ? "No image is in it: it is damaged or cut short."
                : "Its image has more than " + MOST + " bytes.");
      }
      chunks = in.bytes((int) in.length());
    }
    WebpHeader.Canvased canvas = header.canvas();
    Ffmpeg.prepare();
    byte[] still = still(chunks, header.parts().size() > 1, canvas);
    Image frame = StillDecoder.decode(input, avcodec.AV_CODEC_ID_WEBP, null, still);
    boolean bare = canvas.width() == 0;
    Image stored =
        Canvas.lay(
            frame,
            canvas.left(),
            canvas.top(),
            bare ? frame.width() : canvas.width(),
            bare ? frame.height() : canvas.height(),
            Canvas.WHITE);
    return header.orientation().apply(stored);
  }

  /** A still image's file around chunks. */
  private static byte[] still(byte[] chunks, boolean alpha, WebpHeader.Canvased canvas) {
    int length = 4 + (alpha ? EXTENDED : 0) + chunks.length;
    ByteBuffer file = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(ISO_8859_1)).putInt(length).put("WEBP".getBytes(ISO_8859_1));
    if (alpha) {
      file.put("VP8X".getBytes(ISO_8859_1)).putInt(EXTENDED - 8).putInt(ALPHA);
      three(file, canvas.width() - 1);
      three(file, canvas.height() - 1);
    }
    return file.put(chunks).array();
  }

  private static void three(ByteBuffer file, int value) {
    file.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }
}
