package io.asva.media.internal;

import io.asva.media.Image;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads the first image of a file with FFmpeg. */
final class FfmpegImage {
  private FfmpegImage() {}

  /**
   * Reads it, upright.
   *
   * @param formats the names of the demuxers that may read it
   */
  static Image read(ImageInput input, String formats) {
    InputFile file = InputFile.open(input.file(), formats, ImageKind.EXPECTED, input.limits());
    int index = file.best(avutil.AVMEDIA_TYPE_VIDEO);
    if (index < 0) {
      file.close();
      throw input.damaged("It holds no image.");
    }
    Orientation orientation = file.orientation(index);
    try (StreamDecoder decoder = StreamDecoder.open(file, index);
        RgbConverter converter = new RgbConverter(RgbConverter.SMOOTH)) {
      if (!decoder.next()) {
        throw input.damaged("It holds no image.");
      }
      return orientation.apply(StillDecoder.image(input, decoder.frame(), converter));
    }
  }
}
