package io.asva.examples.cli;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.core.files.OutputFile;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.Animation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The files that an animation's clips are written to, named as the reference names them. */
final class ClipFiles {
  private static final String MP4 = ".mp4";

  private final List<Path> files;
  private final IfExists ifExists;

  private ClipFiles(List<Path> files, IfExists ifExists) {
    this.files = files;
    this.ifExists = ifExists;
  }

  /** A file for one clip, which must not exist. */
  static ClipFiles one(Path file) {
    return new ClipFiles(List.of(file), IfExists.FAIL);
  }

  /**
   * Files for a number of clips.
   *
   * @param savePath a name that ends in .mp4, before which the clip's number is put
   * @throws OutputException if it ends in something else
   */
  static ClipFiles numbered(String savePath, int clips, IfExists ifExists) {
    if (!savePath.endsWith(MP4) || Path.of(savePath).endsWith(MP4)) {
      throw new OutputException(
          "--save_path must name a file that ends in .mp4, not \"" + savePath + "\".");
    }
    String stem = savePath.substring(0, savePath.length() - MP4.length());
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      files.add(Path.of(stem + String.format(Locale.ROOT, "_clip-%02d", i) + MP4));
    }
    return new ClipFiles(files, ifExists);
  }

  /** Finds what would keep them from being written before the work begins. */
  void check() {
    for (Path file : files) {
      try {
        OutputFile.check(file, ifExists);
      } catch (OutputException e) {
        throw new OutputException(
            e.getMessage() + " The options are --save_path and --overwrite.", e);
      }
    }
  }

  /** Writes the clips and says where they are. */
  List<Path> write(Animation animation) {
    List<Path> written = new ArrayList<>();
    for (AnimatedClip clip : animation.clips()) {
      Path file = files.get(written.size());
      clip.writer().ifExists(ifExists).mp4(file);
      written.add(file);
    }
    return written;
  }
}
