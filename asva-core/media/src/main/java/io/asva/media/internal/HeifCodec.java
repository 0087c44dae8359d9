package io.asva.media.internal;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.asva.media.Image;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** The ways in which images of AVIF and HEIC files are coded. */
enum HeifCodec {
  AV1("av01", "av1C", avcodec.AV_CODEC_ID_AV1),
  HEVC("hvc1", "hvcC", avcodec.AV_CODEC_ID_HEVC),
  H264("avc1", "avcC", avcodec.AV_CODEC_ID_H264),
  JPEG("jpeg", "jpgC", avcodec.AV_CODEC_ID_MJPEG);

  private static final int NCLX = 'n' << 24 | 'c' << 16 | 'l' << 8 | 'x';
  private static final int COLOUR = 11; // bytes: what follows is nclx, three numbers, the range

  private final String item;
  private final String setup;
  private final int id;

  HeifCodec(String item, String setup, int id) {
    this.item = item;
    this.setup = setup;
    this.id = id;
  }

  /** The codec of an item's type; null where the type isn't one of a coded image that is read. */
  static @Nullable HeifCodec of(String type) {
    for (HeifCodec each : values()) {
      if (each.item.equals(type)) {
        return each;
      }
    }
    return null;
  }

  /** The type of the property that sets up its decoder. */
  String setup() {
    return setup;
  }

  /**
   * Decodes an image.
   *
   * @param header what the property of type {@link #setup} holds; null where there is none
   * @param colour what the property {@code colr} holds; null where there is none
   */
  Image decode(
      ImageInput input, byte[] data, @Nullable ByteBuffer header, @Nullable ByteBuffer colour) {
    Ffmpeg.prepare();
    AVCodecParameters parameters = Ffmpeg.allocated(avcodec_parameters_alloc(), "a description");
    try {
      parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
      parameters.codec_id(id);
      if (header != null) {
        int length = header.remaining();
        BytePointer copy =
            Ffmpeg.allocated(
                new BytePointer(av_mallocz(length + AV_INPUT_BUFFER_PADDING_SIZE)), "a header");
        byte[] bytes = new byte[length];
        header.duplicate().get(bytes);
        copy.put(bytes, 0, length);
        parameters.extradata(copy);
        parameters.extradata_size(length);
      }
      if (colour != null && colour.remaining() >= COLOUR && colour.getInt() == NCLX) {
        parameters.color_primaries(colour.getShort());
        parameters.color_trc(colour.getShort());
        parameters.color_space(colour.getShort());
        parameters.color_range(
            colour.get() < 0 ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
      }
      return StillDecoder.decode(input, id, parameters, data);
    } finally {
      avcodec_parameters_free(parameters);
    }
  }
}
