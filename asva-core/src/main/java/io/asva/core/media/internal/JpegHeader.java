package io.asva.core.media.internal;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * What a JPEG's markers say of its colours.
 *
 * @param transformed whether the components are YCbCr or YCCK and not RGB or CMYK
 * @param adobe whether Adobe's marker is there, whose CMYK is stored inverted
 */
record JpegHeader(boolean transformed, boolean adobe) {
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP14 = 0xEE;

  /** Reads the markers before the first scan, by the rules of the JPEG library. */
  static JpegHeader read(ImageInputStream in) throws IOException {
    boolean jfif = false;
    int adobeTransform = -1;
    byte[] ids = {};
    in.seek(2);
    while (true) {
      int marker = in.readUnsignedShort() & 0xFF;
      if (marker == START_OF_SCAN) {
        break;
      }
      int length = in.readUnsignedShort() - 2;
      long next = in.getStreamPosition() + length;
      if (marker == APP0 && length >= 5) {
        jfif |= "JFIF".equals(text(in, 4));
      } else if (marker == APP14 && length >= 12 && "Adobe".equals(text(in, 5))) {
        in.skipBytes(6);
        adobeTransform = in.readUnsignedByte();
      } else if (marker >= 0xC0 && marker <= 0xC2) {
        in.skipBytes(5);
        ids = new byte[in.readUnsignedByte()];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = in.readByte();
          in.skipBytes(2);
        }
      }
      in.seek(next);
    }
    boolean adobe = adobeTransform >= 0;
    boolean named = ids.length == 3 && ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B';
    boolean transformed =
        ids.length == 4 ? adobeTransform == 2 : jfif || (adobe ? adobeTransform != 0 : !named);
    return new JpegHeader(transformed, adobe);
  }

  private static String text(ImageInputStream in, int length) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) in.readUnsignedByte());
    }
    return text.toString();
  }
}
