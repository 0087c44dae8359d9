package io.asva.core.media.internal;

import io.asva.core.media.MediaException;
import io.asva.core.media.MediaLimits;
import io.asva.core.media.Picture;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads pictures that ImageIO doesn't know, WebP above all, with FFmpeg. */
final class WebpPicture {
  private WebpPicture() {}

  static Picture read(Path file, String expected, MediaLimits limits) {
    InputFile input = InputFile.open(file, InputFile.PICTURES, expected, limits);
    int index = input.best(avutil.AVMEDIA_TYPE_VIDEO);
    if (index < 0) {
      input.close();
      throw new MediaException("Can't read " + file + ": expected " + expected + ".");
    }
    try (StreamDecoder decoder = StreamDecoder.open(input, index);
        RgbConverter converter = new RgbConverter(RgbConverter.SMOOTH)) {
      if (!decoder.next()) {
        throw new MediaException("Can't read " + file + ": it holds no picture.");
      }
      AVFrame frame = decoder.frame();
      int width = frame.width();
      int height = frame.height();
      PictureSize.check(file, width, height, limits);
      byte[] rgba = converter.convert(frame, width, height, avutil.AV_PIX_FMT_RGBA, 4);
      byte[] rgb = new byte[3 * width * height];
      for (int i = 0, at = 0; i < rgba.length; i += 4) {
        int alpha = rgba[i + 3] & 0xFF;
        for (int c = 0; c < 3; c++) {
          rgb[at++] = (byte) ImagePixels.overWhite(rgba[i + c] & 0xFF, alpha);
        }
      }
      return new Picture(width, height, rgb);
    }
  }
}
