package io.asva.core.media.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;

import io.asva.core.media.MediaLimits;
import io.asva.core.media.Picture;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** Reads AVIF and HEIC with FFmpeg, also those that phones store as a grid of tiles. */
final class HeifPicture {
  private static final int MOST_TILES = 1024;
  private static final int HEAD = 1 << 16;

  private final PictureInput input;
  private final InputFile file;

  private HeifPicture(PictureInput input, InputFile file) {
    this.input = input;
    this.file = file;
  }

  /** Reads a picture, upright. */
  static Picture read(PictureInput input) {
    MediaLimits usual = input.limits();
    MediaLimits limits =
        new MediaLimits(usual.pixels(), usual.seconds(), MOST_TILES, usual.samples());
    try (InputFile file =
        InputFile.open(input.file(), InputFile.HEIF, PictureKind.EXPECTED, limits)) {
      return new HeifPicture(input, file).read();
    }
  }

  private Picture read() {
    AVStreamGroup grid = grid();
    if (grid != null) {
      return tiled(grid, grid.params_tile_grid());
    }
    int index = file.best(avutil.AVMEDIA_TYPE_VIDEO);
    if (index < 0) {
      throw input.damaged("It holds no picture that can be decoded; save it as PNG or JPEG.");
    }
    int alpha = hasAlpha() ? alpha(index) : index;
    Map<Integer, Picture> found = new HashMap<>();
    decode(Set.copyOf(List.of(index, alpha)), found::put);
    Picture picture = requireNonNull(found.get(index));
    Picture shown = alpha == index ? picture : overWhite(picture, requireNonNull(found.get(alpha)));
    return file.orientation(index).apply(cropped(shown, file.stream(index).codecpar()));
  }

  /** Whether the file says that it holds transparency, as AVIF and HEIC say it. */
  private boolean hasAlpha() {
    String head = new String(FileCheck.head(input.file(), HEAD), ISO_8859_1);
    return head.contains("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
        || head.contains("urn:mpeg:hevc:2015:auxid:1");
  }

  /** The stream of a picture's transparency: another still picture of its size; else itself. */
  private int alpha(int index) {
    AVCodecParameters main = file.stream(index).codecpar();
    for (int i = 0; i < file.context().nb_streams(); i++) {
      AVCodecParameters other = file.stream(i).codecpar();
      if (i != index
          && other.codec_type() == avutil.AVMEDIA_TYPE_VIDEO
          && other.width() == main.width()
          && other.height() == main.height()) {
        return i;
      }
    }
    return index;
  }

  private static Picture overWhite(Picture picture, Picture alpha) {
    byte[] rgb = picture.rgb();
    byte[] shares = alpha.rgb();
    for (int i = 0; i < rgb.length && i < shares.length; i++) {
      rgb[i] = (byte) ImagePixels.overWhite(rgb[i] & 0xFF, shares[i] & 0xFF);
    }
    return picture;
  }

  /** The picture without the edges that are there only because codecs want even sizes. */
  private static Picture cropped(Picture picture, AVCodecParameters codec) {
    AVPacketSideData found =
        codec.nb_coded_side_data() == 0
            ? null
            : av_packet_side_data_get(
                codec.coded_side_data(), codec.nb_coded_side_data(), AV_PKT_DATA_FRAME_CROPPING);
    if (found == null || found.isNull() || found.size() < 4 * Integer.BYTES) {
      return picture;
    }
    int[] edges = new int[4]; // top, bottom, left, right
    new IntPointer(found.data()).get(edges);
    int width = picture.width() - edges[2] - edges[3];
    int height = picture.height() - edges[0] - edges[1];
    boolean sensible = Arrays.stream(edges).allMatch(e -> e >= 0) && width > 0 && height > 0;
    return sensible
        ? Canvas.lay(picture, -edges[2], -edges[0], width, height, Canvas.WHITE)
        : picture;
  }

  /** The grid of tiles that is the file's main picture, if it is one. */
  private @Nullable AVStreamGroup grid() {
    AVFormatContext context = file.context();
    for (int i = 0; i < context.nb_stream_groups(); i++) {
      AVStreamGroup group = context.stream_groups(i);
      if (group.type() == avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID
          && (group.disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0) {
        return group;
      }
    }
    return null;
  }

  private Picture tiled(AVStreamGroup group, AVStreamGroupTileGrid grid) {
    input.checkSize(grid.coded_width(), grid.coded_height());
    input.checkSize(grid.width(), grid.height());
    Canvas canvas = new Canvas(grid.width(), grid.height(), Canvas.WHITE);
    int[] streams = new int[grid.nb_tiles()];
    for (int i = 0; i < streams.length; i++) {
      streams[i] = group.streams(grid.offsets_idx(i)).index();
    }
    decode(
        Arrays.stream(streams).boxed().collect(Collectors.toSet()),
        (stream, picture) -> {
          for (int i = 0; i < streams.length; i++) {
            if (streams[i] == stream) {
              int left = grid.offsets_horizontal(i) - grid.horizontal_offset();
              canvas.lay(picture, left, grid.offsets_vertical(i) - grid.vertical_offset());
            }
          }
        });
    return InputFile.orientation(grid.coded_side_data(), grid.nb_coded_side_data())
        .apply(canvas.picture());
  }

  private interface Use {
    void take(int stream, Picture picture);
  }

  /** Decodes the first picture of each of some streams. */
  private void decode(Set<Integer> streams, Use use) {
    Set<Integer> missing = new HashSet<>(streams);
    AVPacket packet = Ffmpeg.allocated(av_packet_alloc(), "a packet");
    try {
      while (!missing.isEmpty()) {
        input.checkpoint();
        int result = av_read_frame(file.context(), packet);
        if (result < 0) {
          throw input.damaged(
              "It is damaged or cut short: FFmpeg says: " + Ffmpeg.text(result) + ".");
        }
        try {
          int stream = packet.stream_index();
          if (missing.remove(stream)) {
            AVCodecParameters parameters = file.stream(stream).codecpar();
            use.take(stream, StillDecoder.decode(input, parameters.codec_id(), parameters, packet));
          }
        } finally {
          av_packet_unref(packet);
        }
      }
    } finally {
      av_packet_free(packet);
    }
  }
}
