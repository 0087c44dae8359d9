package io.asva.media.internal;

import io.asva.media.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads AVIF and HEIC, also those that phones store as a grid of tiles. FFmpeg decodes the coded
 * images; what puts them together is read here, for its own reader of it crashes on files that are
 * damaged.
 */
final class HeifImage {
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_PARTS = 1024;
  private static final int MOST_DECODED = 4; // images of the largest size, in all their parts
  private static final int DEEPEST = 4; // images made of images

  private final ImageInput input;
  private final IsoFile file;
  private final HeifItems items;
  private int parts;
  private long pixels;

  private HeifImage(ImageInput input, IsoFile file, HeifItems items) {
    this.input = input;
    this.file = file;
    this.items = items;
  }

  /** Reads an image, upright, transparency over white; of a sequence it is the first. */
  static Image read(ImageInput input) throws IOException {
    try (IsoFile file = IsoFile.open(input.file())) {
      HeifItems items = HeifReader.read(file);
      HeifItem primary = items.primary();
      if (primary != null) {
        return new HeifImage(input, file, items).shown(primary);
      }
    }
    return FfmpegImage.read(input, InputFile.SEQUENCES);
  }

  private Image shown(HeifItem item) throws IOException {
    Image image = stored(item, 0);
    HeifItem alpha = items.alpha(item);
    if (alpha != null) {
      boolean multiplied = items.refers("prem", item, alpha);
      overWhite(image, stored(alpha, 0), multiplied);
    }
    return HeifTransforms.apply(image, items, item);
  }

  /** An image as it is stored, before it is cropped and turned. */
  private Image stored(HeifItem item, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw input.damaged("Its image is made of itself; the file is damaged.");
    }
    HeifCodec codec = HeifCodec.of(item.type());
    if (codec != null) {
      return decoded(item, codec);
    }
    return switch (item.type()) {
      case "grid" -> grid(item, depth);
      case "iovl" -> overlay(item, depth);
      case "iden" -> made(only(item), depth);
      default ->
          throw input.damaged(
              "Its image is of the kind "
                  + item.type().strip()
                  + ", which isn't read; save it as PNG or JPEG.");
    };
  }

  /** An image of which another is made. */
  private Image made(HeifItem item, int depth) throws IOException {
    return HeifTransforms.apply(stored(item, depth + 1), items, item);
  }

  private HeifItem only(HeifItem item) throws IOException {
    List<HeifItem> from = items.referred("dimg", item);
    if (from.size() != 1) {
      throw input.damaged(
          "Its image is a copy of " + from.size() + " others; the file is damaged.");
    }
    return from.get(0);
  }

  private Image decoded(HeifItem item, HeifCodec codec) throws IOException {
    ByteBuffer size = items.property(item, "ispe");
    if (size != null) {
      input.checkSize(size.getInt(4) & 0xFFFFFFFFL, size.getInt(8) & 0xFFFFFFFFL);
    }
    parts++;
    if (parts > MOST_PARTS) {
      throw input.damaged(
          "Its image is made of more than " + MOST_PARTS + " parts; save it as PNG or JPEG.");
    }
    Image image =
        codec.decode(
            input, data(item), items.property(item, codec.setup()), items.property(item, "colr"));
    pixels += (long) image.width() * image.height();
    if (pixels > MOST_DECODED * input.limits().pixels()) {
      throw input.damaged(
          "The parts of its image have more than "
              + MOST_DECODED
              + " times the pixels that are read of an image.");
    }
    return image;
  }

  private byte[] data(HeifItem item) throws IOException {
    long length = item.data().stream().mapToLong(ImagePart::length).sum();
    if (length == 0) {
      throw input.damaged("The bytes of its image are not in it: it is damaged or cut short.");
    }
    if (length > MOST_BYTES) {
      throw input.damaged("Its image has more than " + MOST_BYTES + " bytes.");
    }
    ByteBuffer all = ByteBuffer.allocate((int) length);
    for (ImagePart part : item.data()) {
      all.put(file.bytes(part.from(), part.to()));
    }
    return all.array();
  }

  private Image grid(HeifItem item, int depth) throws IOException {
    ByteBuffer recipe = ByteBuffer.wrap(data(item)).position(1);
    boolean wide = (recipe.get() & 1) != 0;
    int rows = (recipe.get() & 0xFF) + 1;
    int columns = (recipe.get() & 0xFF) + 1;
    List<HeifItem> tiles = items.referred("dimg", item);
    if (tiles.size() != rows * columns) {
      throw input.damaged(
          "It has %d tiles, but its image consists of %d rows of %d; the file is damaged."
              .formatted(tiles.size(), rows, columns));
    }
    Canvas canvas = canvas(recipe, wide, Canvas.WHITE);
    int left = 0;
    int top = 0;
    for (int i = 0; i < tiles.size(); i++) {
      Image tile = made(tiles.get(i), depth);
      canvas.lay(tile, left, top);
      boolean last = i % columns == columns - 1;
      left = last ? 0 : left + tile.width();
      top += last ? tile.height() : 0;
    }
    return canvas.image();
  }

  private Image overlay(HeifItem item, int depth) throws IOException {
    ByteBuffer recipe = ByteBuffer.wrap(data(item)).position(1);
    boolean wide = (recipe.get() & 1) != 0;
    int[] fill = new int[4];
    for (int i = 0; i < fill.length; i++) {
      fill[i] = recipe.getShort() >> 8 & 0xFF;
    }
    int colour = 0;
    for (int i = 0; i < 3; i++) {
      colour = colour << 8 | ImagePixels.overWhite(fill[i], fill[3]);
    }
    Canvas canvas = canvas(recipe, wide, colour);
    for (HeifItem each : items.referred("dimg", item)) {
      int left = wide ? recipe.getInt() : recipe.getShort();
      int top = wide ? recipe.getInt() : recipe.getShort();
      canvas.lay(made(each, depth), left, top);
    }
    return canvas.image();
  }

  private Canvas canvas(ByteBuffer recipe, boolean wide, int colour) {
    long width = wide ? recipe.getInt() & 0xFFFFFFFFL : recipe.getShort() & 0xFFFF;
    long height = wide ? recipe.getInt() & 0xFFFFFFFFL : recipe.getShort() & 0xFFFF;
    input.checkSize(width, height);
    if (width == 0 || height == 0) {
      throw input.damaged("Its image has no pixels.");
    }
    return new Canvas((int) width, (int) height, colour);
  }

  /** Lays an image over white, by another whose grey says how dense it is. */
  private static void overWhite(Image image, Image alpha, boolean multiplied) {
    byte[] rgb = image.rgb();
    for (int y = 0, at = 0; y < image.height(); y++) {
      int row = (int) ((long) y * alpha.height() / image.height()) * alpha.width();
      for (int x = 0; x < image.width(); x++) {
        int column = (int) ((long) x * alpha.width() / image.width());
        int share = alpha.rgb()[3 * (row + column)] & 0xFF;
        for (int c = 0; c < 3; c++, at++) {
          int value = rgb[at] & 0xFF;
          rgb[at] =
              (byte)
                  (multiplied
                      ? Math.min(255, value + 255 - share)
                      : ImagePixels.overWhite(value, share));
        }
      }
    }
  }
}
