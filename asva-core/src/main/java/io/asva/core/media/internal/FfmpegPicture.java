package io.asva.core.media.internal;

import io.asva.core.media.Picture;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads the simple formats that ImageIO doesn't know (PPM and its like, QOI) with FFmpeg. */
final class FfmpegPicture {
  private FfmpegPicture() {}

  static Picture read(PictureInput input) {
    InputFile file =
        InputFile.open(input.file(), InputFile.PICTURES, PictureKind.EXPECTED, input.limits());
    int index = file.best(avutil.AVMEDIA_TYPE_VIDEO);
    if (index < 0) {
      file.close();
      throw input.damaged("It holds no picture.");
    }
    try (StreamDecoder decoder = StreamDecoder.open(file, index);
        RgbConverter converter = new RgbConverter(RgbConverter.SMOOTH)) {
      if (!decoder.next()) {
        throw input.damaged("It holds no picture.");
      }
      return StillDecoder.picture(input, decoder.frame(), converter);
    }
  }
}
