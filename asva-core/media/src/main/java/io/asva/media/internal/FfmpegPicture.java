package io.asva.media.internal;

import io.asva.media.Picture;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads the first picture of a file with FFmpeg. */
final class FfmpegPicture {
  private FfmpegPicture() {}

  /**
   * Reads it, upright.
   *
   * @param formats the names of the demuxers that may read it
   */
  static Picture read(PictureInput input, String formats) {
    InputFile file = InputFile.open(input.file(), formats, PictureKind.EXPECTED, input.limits());
    int index = file.best(avutil.AVMEDIA_TYPE_VIDEO);
    if (index < 0) {
      file.close();
      throw input.damaged("It holds no picture.");
    }
    Orientation orientation = file.orientation(index);
    try (StreamDecoder decoder = StreamDecoder.open(file, index);
        RgbConverter converter = new RgbConverter(RgbConverter.SMOOTH)) {
      if (!decoder.next()) {
        throw input.damaged("It holds no picture.");
      }
      return orientation.apply(StillDecoder.picture(input, decoder.frame(), converter));
    }
  }
}
