package io.asva.diffusion;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.media.VideoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The files that an animation's clips are written to, named as the original names them.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class ClipFiles {
  private final List<Path> files;
  private final Type type;
  private final IfExists ifExists;

  private ClipFiles(List<Path> files, Type type, IfExists ifExists) {
    this.files = files;
    this.type = type;
    this.ifExists = ifExists;
  }

  /** A type of file, known by the end of its name. */
  private enum Type {
    /** H.264 and AAC. */
    MP4(".mp4"),
    /** Silent. */
    GIF(".gif");

    private final String end;

    Type(String end) {
      this.end = end;
    }

    static Type of(String name) {
      for (Type type : values()) {
        if (name.endsWith(type.end) && !Path.of(name).endsWith(type.end)) {
          return type;
        }
      }
      throw new OutputException(
          "Clips are written as mp4 or, silent, as gif: --save_path must name a file that ends in .mp4 or .gif, not \""
              + name
              + "\".");
    }

    void write(VideoWriter writer, Path file) {
      if (this == GIF) {
        writer.gif(file);
      } else {
        writer.mp4(file);
      }
    }
  }

  /**
   * A file for one clip, which must not exist.
   *
   * @throws OutputException if its name ends neither in .mp4 nor in .gif
   */
  public static ClipFiles one(Path file) {
    Objects.requireNonNull(file, "file");
    return new ClipFiles(List.of(file), Type.of(file.toString()), IfExists.FAIL);
  }

  /**
   * Files for a number of clips: {@code NAME_clip-00.mp4}, {@code NAME_clip-01.mp4} and so on.
   *
   * @param savePath {@code NAME.mp4}, or {@code NAME.gif}
   * @param clips how many
   * @param ifExists what is done where one exists
   * @throws OutputException if it ends in something else
   */
  public static ClipFiles numbered(String savePath, int clips, IfExists ifExists) {
    Objects.requireNonNull(savePath, "savePath");
    Objects.requireNonNull(ifExists, "ifExists");
    Type type = Type.of(savePath);
    String stem = savePath.substring(0, savePath.length() - type.end.length());
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      files.add(Path.of(stem + String.format(Locale.ROOT, "_clip-%02d", i) + type.end));
    }
    return new ClipFiles(files, type, ifExists);
  }

  /**
   * Finds what would keep them from being written before the work begins.
   *
   * @throws OutputException if one exists and is to be kept, or its folder can't be written to
   */
  public void check() {
    for (Path file : files) {
      try {
        VideoWriter.check(file, ifExists);
      } catch (OutputException e) {
        throw new OutputException(
            e.getMessage() + " The options are --save_path and --overwrite.", e);
      }
    }
  }

  /**
   * Writes the clips.
   *
   * @return where they are
   * @throws OutputException if one can't be written, or there are more clips than files
   */
  public List<Path> write(Animation animation) {
    Objects.requireNonNull(animation, "animation");
    if (animation.clips().size() > files.size()) {
      throw new OutputException(
          "There are " + animation.clips().size() + " clips and " + files.size() + " files.");
    }
    List<Path> written = new ArrayList<>();
    for (AnimatedClip clip : animation.clips()) {
      Path file = files.get(written.size());
      type.write(clip.writer().ifExists(ifExists), file);
      written.add(file);
    }
    return written;
  }
}
